export default definePageConfig({ navigationBarTitleText: '办队伍' })
