export default definePageConfig({ navigationBarTitleText: '志愿服务的规矩' })
