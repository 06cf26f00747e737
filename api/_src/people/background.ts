import type { Background } from '../platform/slice.ts'
import { signInForgottenAt } from './computer/decide.ts'
import { forgetSignIns } from './computer/store.ts'

export const peopleBackground: Background = {
  advances: { 'browser sign-ins': ({ db, now }) => forgetSignIns(db, signInForgottenAt(now)) },
}
