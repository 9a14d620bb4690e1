/** Passkeys and security keys, on the page of the account and wherever a code is asked for. */
export const passkeyWords = {
  passkeys: {
    title: '通行密钥与安全密钥',
    note: '用本机的指纹、面容、PIN，或插入的安全密钥（FIDO2）代替验证码。私钥不离开设备，仿冒网站骗不走。',
    none: '尚未登记通行密钥。',
    elsewhere: '通行密钥与网站名称绑定，只能在 {address} 使用。',
    nowhere: '此安装尚未设置公网地址（PUBLIC_URL），通行密钥只能在本机以 http://localhost 打开本页时使用。',
    unsupported: '此浏览器不支持通行密钥。',
    name: '名称',
    nameHint: '如“办公室电脑”“蓝色安全密钥”',
    created: '登记时间',
    used: '最近使用',
    never: '未使用',
    add: '登记通行密钥',
    added: '通行密钥已登记',
    remove: '移除',
    removed: '通行密钥已移除',
    use: '使用通行密钥',
    given: '通行密钥已验证，请继续',
    stopped: '没有完成：操作被取消、超时，或此设备已登记过。请重试。',
  },
};
