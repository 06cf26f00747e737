import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import { intents, levels, type Intent, type Level } from '../../../shared/help/lifecycle.ts'
import { wrongField } from '../../../shared/help/settings-check.ts'
import type { settingsContract } from '../../../shared/help/settings-contract.ts'
import { defaultSettings } from '../../../shared/help/settings.ts'
import { durationWords, hoursWords, intentNames, rungWords } from '../../text/help-settings.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips, Choice, Switch } from '../../ui/forms.tsx'
import { Row, Rows } from '../../ui/layout.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { ChooseOne } from './choose-one.tsx'
import { Chain } from './rule-card.tsx'

type Rule = Output<(typeof settingsContract)['help.settings']>['settings']['rules'][number]
type Part = 'intents' | 'hours' | Level

const secondChoices = [15, 30, 45, 60, 90, 120, 180, 300, 600]
const hourChoices = [
  { value: '0-0', text: '全天', fromHour: 0, toHour: 0 },
  { value: '22-6', text: '22 点到第二天 6 点', fromHour: 22, toHour: 6 },
  { value: '6-22', text: '6 点到 22 点', fromHour: 6, toHour: 22 },
  { value: '18-8', text: '18 点到第二天 8 点', fromHour: 18, toHour: 8 },
  { value: '8-18', text: '8 点到 18 点', fromHour: 8, toHour: 18 },
] as const

/** Changes one rule; below stands at every moment how it would ring. */
export function RuleSheet({
  rule,
  onChange,
  onRemove,
  onClose,
}: {
  rule: Rule
  onChange: (rule: Rule) => void
  onRemove: () => void
  onClose: () => void
}) {
  const [part, setPart] = useState<Part | undefined>(undefined)
  const wrong = wrongField({ ...defaultSettings, rules: [rule] })
  if (part === 'hours') {
    return (
      <Sheet title="什么时候这样响" onClose={() => setPart(undefined)}>
        <ChooseOne
          options={hourChoices}
          value={
            hourChoices.find((one) => one.fromHour === rule.fromHour && one.toHour === rule.toHour)?.value ?? '0-0'
          }
          onChange={(value) => {
            const { fromHour, toHour } = hourChoices.find((one) => one.value === value) ?? hourChoices[0]
            onChange({ ...rule, fromHour, toHour })
            setPart(undefined)
          }}
        />
      </Sheet>
    )
  }
  if (part === 'intents') {
    const toggle = (intent: Intent) => {
      const has = rule.intents.includes(intent)
      onChange({ ...rule, intents: intents.filter((one) => (one === intent ? !has : rule.intents.includes(one))) })
    }
    return (
      <Sheet title="什么样的求助这样响" onClose={() => setPart(undefined)}>
        <View className="plans-choices">
          {intents.map((intent) => (
            <Choice
              key={intent}
              many
              title={intentNames[intent]}
              isOn={rule.intents.includes(intent)}
              onPress={() => toggle(intent)}
            />
          ))}
        </View>
        <Btn text="好了" kind="primary" wide disabled={rule.intents.length === 0} onPress={() => setPart(undefined)} />
      </Sheet>
    )
  }
  if (part !== undefined)
    return <RungSheet rule={rule} level={part} onChange={onChange} onClose={() => setPart(undefined)} />
  return (
    <Sheet title="这样响" onClose={onClose}>
      <Chain rule={rule} />
      <Rows>
        <Row
          title="管哪些求助"
          note={rule.intents.map((one) => intentNames[one]).join('、')}
          regular
          onPress={() => setPart('intents')}
        />
        <Row title="什么时候" note={hoursWords(rule)} regular onPress={() => setPart('hours')} />
        {levels.map((level) => (
          <Row
            key={level}
            title={rungWords[level]}
            note={rungNote(rule, level)}
            regular
            onPress={() => setPart(level)}
          />
        ))}
        <Row
          title="叫家人"
          regular
          end={
            <Switch
              label="叫家人"
              isOn={rule.ringsFamily}
              onChange={(ringsFamily) => onChange({ ...rule, ringsFamily })}
            />
          }
        />
        <Row
          title="叫邻居"
          regular
          end={
            <Switch
              label="叫邻居"
              isOn={rule.ringsNeighbours}
              onChange={(ringsNeighbours) => onChange({ ...rule, ringsNeighbours })}
            />
          }
        />
      </Rows>
      {wrong === undefined ? null : <Notice kind="warn" text="至少要响一级，至少管一种求助。" />}
      <Btn text="好了" kind="primary" wide disabled={wrong !== undefined} onPress={onClose} />
      <Btn text="不要这一条" kind="plain" wide onPress={onRemove} />
    </Sheet>
  )
}

function rungNote(rule: Rule, level: Level): string {
  const rung = rule.levels.find((one) => one.level === level)
  if (rung === undefined) return '不响'
  const isFirst = rule.levels[0]?.level === level
  return `${isFirst || rung.fromStart ? '一按就响' : '前面没人接才响'}，响 ${durationWords(rung.seconds)}`
}

type When = 'start' | 'later' | 'off'

/** One level: whether it rings, from when, and for how long alone. */
function RungSheet({
  rule,
  level,
  onChange,
  onClose,
}: {
  rule: Rule
  level: Level
  onChange: (rule: Rule) => void
  onClose: () => void
}) {
  const rung = rule.levels.find((one) => one.level === level)
  const when: When = rung === undefined ? 'off' : rung.fromStart ? 'start' : 'later'
  const set = (next: Rule['levels'][number] | undefined) => {
    const others = rule.levels.filter((one) => one.level !== level)
    const all = next === undefined ? others : [...others, next]
    const inOrder = levels.map((name) => all.find((one) => one.level === name)).filter((one) => one !== undefined)
    // The first always rings at once.
    onChange({ ...rule, levels: inOrder.map((one, index) => (index === 0 ? { ...one, fromStart: true } : one)) })
  }
  const seconds = rung?.seconds ?? 60
  return (
    <Sheet title={rungWords[level]} onClose={onClose}>
      <Chips<When>
        label="什么时候响"
        options={[
          { value: 'start', text: '一按就响' },
          { value: 'later', text: '前面没人接才响' },
          { value: 'off', text: '不响' },
        ]}
        value={when}
        onChange={(next) => set(next === 'off' ? undefined : { level, seconds, fromStart: next === 'start' })}
      />
      {rung === undefined ? null : (
        <>
          <View className="t-small quiet">
            <Text>响多久没人接，就往下叫</Text>
          </View>
          <ChooseOne
            options={secondChoices.map((value) => ({ value, text: durationWords(value) }))}
            value={seconds}
            onChange={(value) => set({ ...rung, seconds: value })}
          />
        </>
      )}
      <Btn text="好了" kind="primary" wide onPress={onClose} />
    </Sheet>
  )
}
