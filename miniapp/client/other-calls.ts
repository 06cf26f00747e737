import { calmIntents } from '../text/help-intents.ts'
import { pressFor } from './help-press.ts'
import { openPage } from './navigate.ts'

/**
 * What one may call for besides the one red button. Family is rung with this phone first; the community helps where
 * nobody picks up. `open` is how the help page comes up; the help page itself leaves it out.
 */
export function otherCalls(open?: (page: string) => void) {
  return calmIntents.map(({ intent, ...words }) => ({
    ...words,
    onPress: () => (intent === 'call_family' ? openPage('help/family/index') : pressFor(intent, open)),
  }))
}
