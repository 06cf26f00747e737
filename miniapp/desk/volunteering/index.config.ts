export default definePageConfig({ navigationBarTitleText: '志愿和活动' })
