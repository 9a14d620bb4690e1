/**
 * Members of the joint conference on vocational education of Ordos 鄂尔多斯市职业教育工作联席会议, as the city's rules of 3 August 2022 name them: convened by
 * the mayor, the deputy convener is the vice mayor in charge, "一本三专" (one college with bachelor programmes, three with associate ones) and thirteen offices are
 * members, the bureau of education and sport leads. Persons are offices only.
 */
const colleges = ['鄂尔多斯应用技术学院', '内蒙古民族幼儿师范高等专科学校', '鄂尔多斯职业学院', '鄂尔多斯生态环境职业学院'];
const bureaus = [
  ...['市发展和改革委员会', '市教育体育局', '市科学技术局', '市工业和信息化局', '市财政局', '市人力资源和社会保障局', '市农牧局', '市商务局'],
  ...['市文化和旅游局', '市国有资产监督管理委员会', '市能源局', '市乡村振兴局', '市税务局'],
];
const seat = { leads: false, invited: false };
export const conferenceUnits = [
  { ...seat, unit: '市人民政府', role: 'convener', personTitle: '市长' },
  { ...seat, unit: '市人民政府', role: 'deputy', personTitle: '分管副市长' },
  { ...seat, unit: '市人民政府', role: 'member', personTitle: '秘书长' },
  { ...seat, unit: '市人民政府', role: 'member', personTitle: '分管副秘书长' },
  ...[...colleges, ...bureaus].map((unit) => ({ ...seat, unit, role: 'member' as const, personTitle: '有关负责同志', leads: unit === '市教育体育局' })),
  ...[...colleges, ...bureaus].map((unit) => ({ ...seat, unit, role: 'liaison' as const, personTitle: '分管负责同志' })),
] as const;
