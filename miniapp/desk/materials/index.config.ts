export default definePageConfig({ navigationBarTitleText: '先看材料' })
