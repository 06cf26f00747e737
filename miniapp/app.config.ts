export default defineAppConfig({
  // Opening the app and pressing for help never wait for a download: these are the main package.
  pages: ['home/index', 'help/index', 'help/family/index', 'me/index'],
  subPackages: [
    { root: 'booking', pages: ['services/index', 'service/index', 'mine/index', 'detail/index', 'calendar/index'] },
    { root: 'volunteering', pages: ['activities/index', 'activity/index', 'mine/index', 'join/index'] },
    {
      root: 'desk',
      // The picture to sign in with is for browsers: nothing of it is in the mini-program.
      pages: [
        ...(process.env.TARO_ENV === 'h5' ? ['sign-in/index'] : []),
        'scan/index',
        'roster/index',
        'index/index',
        'report/index',
        'settings/index',
        'devices/index',
        'drills/index',
        'care/index',
        'care-call/index',
        'round/index',
      ],
    },
    { root: 'affairs', pages: ['notices/index', 'notice/index'] },
    {
      root: 'account',
      pages: [
        'identity/index',
        'settings/index',
        'bind/index',
        'delegation/index',
        'contacts/index',
        'privacy/index',
        'care-card/index',
        'access/index',
        'issue/index',
        'wellness/index',
        'test-button/index',
      ],
    },
    { root: 'inbox', pages: ['list/index'] },
  ],
  window: {
    navigationStyle: 'custom',
    navigationBarTitleText: '邻里通',
    navigationBarTextStyle: 'black',
    backgroundColor: '#f6f4ef',
    backgroundTextStyle: 'dark',
  },
  lazyCodeLoading: 'requiredComponents',
})
