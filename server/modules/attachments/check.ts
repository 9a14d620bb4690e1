import { fileKinds, fileLimits, kindOf, type FileFault, type FileKind } from '../../../files/kinds.ts';
import { invalidField, type Bilingual } from '../../errors.ts';

const endings = Object.values(fileKinds).flatMap((kind) => kind.endings as readonly string[]);
const words: Readonly<Record<FileFault, { readonly at: '/query/name' | '/file' } & Bilingual>> = {
  name: {
    at: '/query/name',
    zh: `文件名应不超过 ${fileLimits.nameLength} 字，首尾没有空格，不含斜杠与不可见字符`,
    en: `needs a name of at most ${fileLimits.nameLength} characters, without spaces around it, slashes or characters that cannot be seen`,
  },
  ending: { at: '/query/name', zh: `可以添加的文件：${endings.join('、')}`, en: `needs an ending of ${endings.join(', ')}` },
  empty: { at: '/file', zh: '文件是空的', en: 'is empty' },
  content: {
    at: '/file',
    zh: '内容与扩展名不符，或含有宏、网页代码等不接受的内容',
    en: 'holds something else than its ending says, or what is not taken: macros, markup',
  },
};

/** The kind of a file that may be attached. Throws the field error of one that may not. */
export async function checkFile(bytes: Uint8Array, name: string): Promise<FileKind> {
  const found = await kindOf(bytes, name);
  if (typeof found === 'string') return found;
  const { at, zh, en } = words[found.fault];
  throw invalidField(at, zh, en);
}
