import type { Background } from '../platform/slice.ts'
import { signInForgottenAt } from './computer/decide.ts'
import { forgetSignIns } from './computer/store.ts'
import { checkRosters } from './roster/check.ts'

export const peopleBackground: Background = {
  advances: {
    'browser sign-ins': ({ db, now }) => forgetSignIns(db, signInForgottenAt(now)),
    'duty rosters': ({ db, now, wechat }) => checkRosters(db, now, wechat.templates.help?.templateId),
  },
}
