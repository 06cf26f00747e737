export default definePageConfig({ navigationBarTitleText: '选家庭医生' })
