/** What the phone itself has to say when no answer came. */
export const clientSentences = {
  offline: '没连上社区。再试一次，或者打电话问。',
  timeout: '等了一会儿没有回音。再试一次，或者打电话问。',
  unreachable: '社区的系统没有回答。再试一次，或者打电话问。',
  signed_out: '您退出了登录。在“我的”里点登录，就能接着用。',
  not_signed_in: '这台电脑还没有登录。工作人员扫码登录，居民请用微信小程序。',
  not_sent: '没有传成。再传一次，急事请打电话。',
} as const

export type ClientErrorCode = keyof typeof clientSentences
