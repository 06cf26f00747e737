export default definePageConfig({ navigationBarTitleText: '大家服务了多久' })
