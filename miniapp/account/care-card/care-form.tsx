import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { CareCard, CareLines } from '../../../shared/people/care-card-contract.ts'
import type { BloodType } from '../../../shared/people/care-card.ts'
import type { PersonRef } from '../../../shared/schemas.ts'
import { goBack } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { bloodGroups, careFields, emptyCard } from '../../text/care-card.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips, Choice, Field } from '../../ui/forms.tsx'
import { Card } from '../../ui/layout.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

type By = 'self' | 'family' | 'desk'

const agreeWords: Readonly<Record<By, (name: string) => { title: string; note: string }>> = {
  self: () => ({
    title: '我同意社区存这些健康情况',
    note: '只给来帮我的人看。不同意，也照样能求助；以后想收回，一按就删。',
  }),
  family: (name) => ({
    title: `我问过${name}，同意社区存`,
    note: '只给来帮忙的人看。不同意，也照样能求助；以后想收回，一按就删。',
  }),
  desk: () => ({
    title: '本人在场，念给本人听过，同意存',
    note: '只给来帮忙的人看。不同意，也照样能求助；以后想收回，一按就删。',
  }),
}

/** The eight lines of the card, and the agreement of its own that health data needs (PIPL §29). */
export function CareForm({
  person,
  card,
  by,
  name,
  onDone,
}: {
  person: PersonRef
  card: CareCard | null
  by: By
  name: string
  /** Left out at the desk: there it goes back. */
  onDone: (() => void) | undefined
}) {
  const [lines, setLines] = useState<CareLines>(() => (card === null ? emptyCard : linesOf(card)))
  const [isAgreed, setAgreed] = useState(false)
  const save = useCommand('people.saveCareCard')
  const fill = useCommand('people.fillCareCard')
  const command = by === 'desk' ? fill : save
  // An agreement that holds is not asked for again.
  const mustAgree = card === null
  const { title, note } = agreeWords[by](name)
  const group = lines.bloodType?.replace('-', '') ?? ''
  const isNegative = lines.bloodType?.endsWith('-') ?? false
  const setBlood = (letter: string, negative: boolean) =>
    setLines({ ...lines, bloodType: letter === '' ? null : (`${letter}${negative ? '-' : ''}` as BloodType) })

  async function keep() {
    const answer =
      by === 'desk'
        ? await fill.run({ id: fill.id(), ...person, card: lines, agreed: true })
        : await save.run({ id: save.id(), person, card: lines, agreed: mustAgree && isAgreed })
    if (answer?.ok !== true) return
    say('记下了')
    if (onDone) onDone()
    else goBack()
  }

  return (
    <>
      {by === 'desk' ? <Notice text="以前写的这里不显示。空着的不动，填了的换成新的。" /> : null}
      <Card pad className="col g4">
        {careFields.map(({ key, ask, example, longest }) => (
          <Field
            key={key}
            id={`care-${key}`}
            label={ask}
            value={lines[key]}
            placeholder={example}
            maxLength={longest}
            onInput={(value) => setLines({ ...lines, [key]: value })}
          />
        ))}
        <View className="col g2">
          <View className="t-small quiet">
            <Text>血型</Text>
          </View>
          <View className="chips-wrap">
            <Chips
              label="血型"
              options={bloodGroups}
              value={group as (typeof bloodGroups)[number]['value']}
              onChange={(letter) => setBlood(letter, isNegative)}
            />
          </View>
          {group === '' ? null : (
            <Choice
              many
              title="Rh 阴性"
              note="俗称熊猫血，不清楚就不用点"
              isOn={isNegative}
              onPress={() => setBlood(group, !isNegative)}
            />
          )}
        </View>
      </Card>
      {mustAgree ? (
        <Choice many title={title} note={note} isOn={isAgreed} onPress={() => setAgreed(!isAgreed)} />
      ) : null}
      {command.error === undefined ? null : <Notice kind="warn" text={command.error.message} />}
      <Btn
        text={mustAgree && !isAgreed ? '先点上面的同意' : '存好急救卡'}
        kind="primary"
        size="l"
        wide
        disabled={mustAgree && !isAgreed}
        isBusy={command.isBusy}
        busyText="正在存"
        onPress={() => void keep()}
      />
      {onDone === undefined ? null : <Btn text="先不写了" kind="plain" wide onPress={onDone} />}
    </>
  )
}

function linesOf(card: CareCard): CareLines {
  const { conditions, medicines, allergies, speech, senses, bloodType, keyHolder, note } = card
  return { conditions, medicines, allergies, speech, senses, bloodType, keyHolder, note }
}
