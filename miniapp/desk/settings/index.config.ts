export default definePageConfig({ navigationBarTitleText: '求助怎么响' })
