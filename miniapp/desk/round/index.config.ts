export default definePageConfig({ navigationBarTitleText: '挨家问' })
