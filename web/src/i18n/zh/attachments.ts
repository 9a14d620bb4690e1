/** Words about files beside something. */
export const attachmentWords = {
  attachments: {
    title: '附件',
    none: '没有附件',
    add: '添加附件',
    drop: '或把文件拖到这里',
    note: 'PDF、Word、Excel、PPT、图片（PNG、JPG）、CSV 或文本，每个不超过 20 MB，至多 20 个',
    first: '保存草稿后可以添加附件。',
    sending: '{name}：已上传 {share}',
    failed: '{name}：{reason}',
    dismiss: '知道了',
    save: '下载 {name}',
    remove: '移除',
    removeOf: '移除 {name}',
    removed: '已移除 {name}。',
    restored: '已恢复 {name}',
  },
};
