/** A complete environment of a deployment in which nothing but the database is ever contacted. */
export function deploymentEnvironment(databaseUrl: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    WECHAT_BASE_URL: 'http://127.0.0.1:9',
    WECHAT_APP_ID: 'wx0000000000000000',
    WECHAT_APP_SECRET: 'secret',
    CRON_SECRET: 'a-secret-of-the-bench',
  }
}
