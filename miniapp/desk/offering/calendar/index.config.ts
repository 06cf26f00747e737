export default definePageConfig({ navigationBarTitleText: '休息日和例外' })
