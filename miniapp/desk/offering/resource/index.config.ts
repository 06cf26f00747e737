export default definePageConfig({ navigationBarTitleText: '窗口和人' })
