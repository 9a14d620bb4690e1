import type { Role } from '../db/repositories/access.ts';
import type { runStatuses, seatStatuses } from '../schemas/vocabulary.ts';

/** What codes are called in Chinese sentences. */
export const roleWords: Record<Role, string> = {
  planner: '规划部门',
  secretariat: '联席会议秘书处',
  school: '院校',
  enterprise: '企业',
  administrator: '系统管理员',
};
export const runWords: Record<(typeof runStatuses)[number], string> = {
  queued: '排队中',
  running: '运行中',
  succeeded: '已完成',
  failed: '失败',
  cancelled: '已取消',
};
export const seatStatusWords: Record<(typeof seatStatuses)[number], string> = {
  requested: '待决定',
  approved: '已批准',
  rejected: '未批准',
  withdrawn: '已撤回',
};
