import type { Background } from '../platform/slice.ts'
import { signInForgottenAt } from './computer/decide.ts'
import { forgetSignIns } from './computer/store.ts'
import { checkRosters } from './roster/check.ts'
import { swapSource } from './roster/source.ts'

export const peopleBackground: Background = {
  sources: [swapSource],
  advances: {
    'browser sign-ins': ({ db, now }) => forgetSignIns(db, signInForgottenAt(now)),
    'duty rosters': ({ db, now, wechat }) => checkRosters(db, now, wechat.templates.help?.templateId),
  },
}
