export default definePageConfig({ navigationBarTitleText: '老人的情况' })
