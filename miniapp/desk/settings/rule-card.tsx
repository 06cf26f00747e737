import { Text, View } from '@tarojs/components'
import type { PlanRule } from '../../../shared/help/settings.ts'
import { besideWords, hoursWords, intentsWords, stageWords } from '../../text/help-settings.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Say } from '../../ui/say.tsx'

/** One rule: for what and when, and the chain as it rings. */
export function RuleCard({ rule, place, onChange }: { rule: PlanRule; place: number; onChange?: () => void }) {
  const beside = besideWords(rule)
  const hours = hoursWords(rule)
  return (
    <Card pad>
      <View className="plans-head">
        <View className="grow">
          <View className="strong">
            <Say>{intentsWords(rule.intents)}</Say>
          </View>
          <View className="t-small quiet">
            <Text>{hours}</Text>
          </View>
        </View>
        {onChange === undefined ? null : (
          <Btn
            text="改"
            kind="tint"
            label={`改第 ${place} 条，${hours}，${intentsWords(rule.intents)}`}
            onPress={onChange}
          />
        )}
      </View>
      <Chain rule={rule} />
      {beside === '' ? null : <Pill text={`同时叫${beside}`} kind="info" />}
    </Card>
  )
}

/** The chain, stage by stage, as it would ring. */
export function Chain({ rule }: { rule: PlanRule }) {
  return <Stages lines={stageWords(rule.levels)} isRound />
}

/** What happens one after the other; `isRound`: the last line leads back to the first. */
export function Stages({ lines, isRound = false }: { lines: readonly string[]; isRound?: boolean }) {
  return (
    <View className="plans-chain">
      {lines.map((words, index) => (
        <View key={words} className="plans-stage">
          <View className="plans-number num" ariaHidden>
            <Text>{isRound && index === lines.length - 1 ? '↻' : String(index + 1)}</Text>
          </View>
          <View className="grow">
            <Say>{words}</Say>
          </View>
        </View>
      ))}
    </View>
  )
}
