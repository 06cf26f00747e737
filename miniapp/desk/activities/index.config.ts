export default definePageConfig({ navigationBarTitleText: '审活动' })
