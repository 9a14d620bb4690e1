import type { Role } from '../db/repositories/access.ts';

/** What roles are called in Chinese sentences. */
export const roleWords: Record<Role, string> = {
  planner: '规划部门',
  secretariat: '联席会议秘书处',
  school: '院校',
  enterprise: '企业',
  administrator: '系统管理员',
};
