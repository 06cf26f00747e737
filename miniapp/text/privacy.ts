/** The privacy agreement in plain words. A change of meaning needs a new version in shared/people/agreement.ts. */
export const privacyAgreement: readonly { title: string; lines: readonly string[] }[] = [
  {
    title: '谁在管',
    lines: ['您所在社区的居委会和街道管这些资料。', '邻里通只替他们保存，不拿去做别的。'],
  },
  {
    title: '用到哪些',
    lines: [
      '社区登记过的：姓名、手机号、门牌、生日、要照应的情况，比如独居。',
      '您自己留的：紧急联系人、让谁代办。',
      '您做过的：约了什么，报了什么班次，什么时候按过求助。',
      '求助时您自己录的话、拍的照片：您点了才录、才拍，照片里的地点和时间会去掉。',
      '不用身份证号，不用定位，不读通讯录。您不点，不录音。',
    ],
  },
  {
    title: '用来做什么',
    lines: [
      '认出是您，才好替您约服务、报班次。',
      '您按了求助，来的人要知道是谁、在哪一户、路上要注意什么。',
      '不做广告，不卖给别人。',
    ],
  },
  {
    title: '谁看得到',
    lines: [
      '接求助的网格员、社区和街道值班的人，每看一次都有记录；听录音、看照片也一样。',
      '给您上门的人，只看得到这一次预约要用的。',
      '您让代办的家人，只看得到您点过头的那几项。',
    ],
  },
  {
    title: '留多久',
    lines: ['您在用，资料就留着。', '搬走了、不用了，告诉社区，社区按规定删掉；法律要求留的记录，到期再删。'],
  },
  {
    title: '您可以做什么',
    lines: [
      '随时看、随时改：“我的”里有身份、联系人和代办授权。',
      '要改登记、要一份资料、要删掉，打社区电话或者去服务台。',
      '不满 14 岁的，请家长来同意。',
    ],
  },
  {
    title: '不同意，或者想撤回',
    lines: [
      '不同意也能看通知、打电话、打 120。只是没法绑定，约不了服务。',
      '同意以后，随时能在这一页撤回。撤回了，就不再绑新身份、不再接新的代办；求助照常能用。',
    ],
  },
]

/** The whole agreement as it is read aloud. */
export const privacyAloud: readonly string[] = ([] as string[]).concat(
  ...privacyAgreement.map(({ title, lines }) => [`${title}。`, ...lines]),
)
