import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { priceKinds, type PriceKind } from '../../../shared/booking/lifecycle.ts'
import type { Application } from '../../../shared/homecare/application-contract.ts'
import { careCategories, careCategoryCodes, type CareCategory } from '../../../shared/homecare/categories.ts'
import type { ResidentGroup } from '../../../shared/homecare/groups.ts'
import { abilityLevels, type AbilityLevel } from '../../../shared/homecare/lifecycle.ts'
import { abilityOf, surveyAnswers, surveyQuestions, type Answers } from '../../../shared/homecare/survey.ts'
import { groupNames, levelNames, priceKindNames } from '../../../shared/homecare/words.ts'
import { useCommand } from '../../client/use-command.ts'
import { answerWords, levelLines } from '../../text/homecare.ts'
import { Btn } from '../../ui/btn.tsx'
import { CheckChips } from '../../ui/check-chips.tsx'
import { Chips, Field, Segmented } from '../../ui/forms.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** What the second visit found: the answers checked, and what is proposed. */
export function AssessForm({ data, onDone }: { data: Application; onDone: () => void }) {
  const { person, survey, assessment, applicationId, version } = data
  const assess = useCommand('homecare.assess')
  const [answers, setAnswers] = useState<Answers>(assessment?.answers ?? survey.answers)
  const [chosen, setLevel] = useState<AbilityLevel | undefined>(assessment?.level)
  const [group, setGroup] = useState<ResidentGroup | 'none'>(assessment?.group ?? person.groups[0] ?? 'none')
  const [categories, setCategories] = useState<readonly CareCategory[]>(assessment?.categories ?? survey.wanted)
  const [hours, setHours] = useState(String(assessment?.hoursPerMonth ?? 20))
  const [priceKind, setPriceKind] = useState<PriceKind>(assessment?.priceKind ?? 'low_price')
  const [subsidy, setSubsidy] = useState(String((assessment?.subsidyCents ?? 0) / 100))
  const [note, setNote] = useState(assessment?.note ?? '')
  const byRule = abilityOf(answers)
  const level = chosen ?? byRule
  const [hoursPerMonth, subsidyCents] = [Number(hours), Math.round(Number(subsidy) * 100)]
  const isRight = level !== undefined && categories.length > 0 && hoursPerMonth >= 1 && subsidyCents >= 0

  async function send() {
    if (level === undefined) return
    const answer = await assess.run({
      communityId: person.communityId,
      applicationId,
      version,
      assessment: {
        answers,
        level,
        group: group === 'none' ? null : group,
        categories: [...categories],
        hoursPerMonth,
        priceKind,
        subsidyCents,
        note: note.trim(),
      },
    })
    if (answer?.ok !== true) return
    say('记下了')
    onDone()
  }

  return (
    <Section title="上门看了记在这里" first>
      <Card pad className="col g4">
        {surveyQuestions.map(({ code, name }) => (
          <View key={code} className="col g2">
            <Label text={name} />
            <Segmented
              label={name}
              options={surveyAnswers.map((value) => ({ value, text: answerWords(code)[value] }))}
              value={answers[code] ?? ('' as never)}
              onChange={(value) => setAnswers({ ...answers, [code]: value })}
            />
          </View>
        ))}
        <View className="col g2">
          <Label text={byRule === undefined ? '自理程度' : `自理程度，按规则：${levelLines[byRule]}`} />
          <Segmented
            label="自理程度"
            options={abilityLevels.map((value) => ({ value, text: levelNames[value] }))}
            value={level ?? ('' as never)}
            onChange={setLevel}
          />
        </View>
        <View className="col g2">
          <Label text="按哪一类补助" />
          <View className="chips-wrap">
            <Chips<ResidentGroup | 'none'>
              label="按哪一类补助"
              options={[
                ...person.groups.map((value) => ({ value, text: groupNames[value] })),
                { value: 'none', text: '不按类别' },
              ]}
              value={group}
              onChange={setGroup}
            />
          </View>
        </View>
        <CheckChips
          label="给哪些服务"
          options={careCategoryCodes.map((value) => ({ value, text: careCategories[value].name }))}
          values={categories}
          onChange={setCategories}
        />
        <Field label="每月几小时" type="number" value={hours} onInput={setHours} maxLength={3} id="hours" />
        <View className="col g2">
          <Label text="怎么收费" />
          <Segmented
            label="怎么收费"
            options={priceKinds.map((value) => ({ value, text: priceKindNames[value] }))}
            value={priceKind}
            onChange={setPriceKind}
          />
        </View>
        <Field label="每月补助最多几元" type="number" value={subsidy} onInput={setSubsidy} maxLength={5} id="subsidy" />
        <Field
          label="看到什么"
          value={note}
          onInput={setNote}
          maxLength={300}
          placeholder="卫生间没扶手，冰箱里没菜"
          id="found"
        />
        {assess.error === undefined ? null : <Notice kind="warn" text={assess.error.message} />}
        <Btn
          text="记下来"
          kind="primary"
          size="l"
          wide
          icon="check"
          disabled={!isRight}
          isBusy={assess.isBusy}
          busyText="正在记"
          onPress={() => void send()}
        />
      </Card>
    </Section>
  )
}

function Label({ text }: { text: string }) {
  return (
    <View className="field__label">
      <Text>{text}</Text>
    </View>
  )
}
