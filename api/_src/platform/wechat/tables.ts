/** One row per mini-program: the token that all functions share. Global: it belongs to no community. */
export interface WechatAccessTokenTable {
  app_id: string
  token: string
  expires_at: Date
  version: number
}

declare module '../db/tables.ts' {
  interface Tables {
    wechat_access_token: WechatAccessTokenTable
  }
}
