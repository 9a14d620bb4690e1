/**
 * Fonts that official documents name and that come with no system: what programs take where they are not installed. `altName` is what Word asks for
 * next, the names divided by commas; class, pitch and PANOSE let others choose one of the same kind, so that 仿宋 becomes a serif and 黑体 none.
 */
const substitutes: readonly {
  readonly name: string;
  readonly altName: string;
  readonly panose: string;
  readonly family: 'roman' | 'swiss' | 'script' | 'modern';
}[] = [
  { name: '方正小标宋简体', altName: '宋体,SimSun,Songti SC,Noto Serif CJK SC,Source Han Serif SC', panose: '02010600030101010101', family: 'roman' },
  { name: '仿宋_GB2312', altName: '仿宋,FangSong,STFangsong,Noto Serif CJK SC,Source Han Serif SC', panose: '02010609030101010101', family: 'modern' },
  { name: '楷体_GB2312', altName: '楷体,KaiTi,STKaiti,Noto Serif CJK SC,Source Han Serif SC', panose: '02010609030101010101', family: 'modern' },
  { name: '黑体', altName: 'SimHei,Heiti SC,Noto Sans CJK SC,Source Han Sans SC', panose: '02010609060101010101', family: 'modern' },
  { name: '宋体', altName: 'SimSun,Songti SC,Noto Serif CJK SC,Source Han Serif SC', panose: '02010600030101010101', family: 'roman' },
];
const entry = ({ name, altName, panose, family }: (typeof substitutes)[number]) =>
  `<w:font w:name="${name}"><w:altName w:val="${altName}"/><w:panose1 w:val="${panose}"/><w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="auto"/></w:font>`;

/** The table of fonts of a document, in place of the library's, which is empty. */
export const fontTable = {
  path: 'word/fontTable.xml',
  data:
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
    `${substitutes.map(entry).join('')}<w:font w:name="Times New Roman"><w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>`,
};
