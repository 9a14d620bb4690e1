import type { Principal } from '../db/repositories/access.ts';
import { ApiError } from './errors.ts';

/**
 * What files are attached to: who may see the thing sees its files, who may change it adds and removes them. Both throw `notFound` where the caller may not
 * know that it exists, `forbidden` or `conflict` otherwise.
 */
export interface AttachmentSubject {
  read(principal: Principal, id: string): Promise<void>;
  write(principal: Principal, id: string): Promise<void>;
  /** The caller is shown and changes what its own organisation added, and nothing else; left out, nobody is. */
  ownOnly?(principal: Principal): boolean;
}
/** Kinds of subject by the names that addresses and rows have for them. */
export type AttachmentSubjects = Readonly<Record<string, AttachmentSubject>>;

/** For subjects: it can be seen, but not by this role changed. */
export const mayNotAttach = () => new ApiError('forbidden', { zh: '此角色不能在此添加或移除附件', en: 'This role may not add or remove files here' });
/** For subjects: it is past the state in which files are added. */
export const nothingAttachedNow = () => new ApiError('conflict', { zh: '现在不能再添加或移除附件', en: 'Files can no longer be added or removed here' });
