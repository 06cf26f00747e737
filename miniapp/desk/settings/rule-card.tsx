import { Text, View } from '@tarojs/components'
import type { PlanRule } from '../../../shared/help/settings.ts'
import { besideWords, durationWords, hoursWords, intentsWords, stagesOf } from '../../text/help-settings.ts'
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
  return (
    <View className="plans-chain">
      {stagesOf(rule.levels).map(({ who, seconds }, index) => (
        <View key={who} className="plans-stage">
          <View className="plans-number" ariaHidden>
            <Text>{String(index + 1)}</Text>
          </View>
          <View className="grow">
            <Text>{who}</Text>
          </View>
          <View className="quiet num">
            <Text>{durationWords(seconds)}没人接，</Text>
          </View>
        </View>
      ))}
      <View className="plans-stage">
        <View className="plans-number plans-number--again" ariaHidden>
          <Text>↻</Text>
        </View>
        <View className="quiet">
          <Text>从头再来，直到有人接</Text>
        </View>
      </View>
    </View>
  )
}
