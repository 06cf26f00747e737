import { View } from '@tarojs/components'
import { useState } from 'react'
import { dayOf } from '../../../shared/time.ts'
import type { VolunteerFigures } from '../../../shared/volunteers/figures-contract.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field } from '../../ui/forms.tsx'
import { Section } from '../../ui/layout.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** How many people live here: coverage is counted against it. */
export function PopulationForm({
  communityId,
  known,
  onDone,
}: {
  communityId: string
  known: VolunteerFigures | undefined
  onDone: () => void
}) {
  const set = useCommand('volunteers.setPopulation')
  const [people, setPeople] = useState(known?.people ? String(known.people) : '')
  const [source, setSource] = useState(known?.peopleSource ?? '')
  const count = Number(people)
  const isNumber = /^\d{1,7}$/.test(people) && count > 0
  async function save() {
    const countedOn = dayOf(new Date())
    const answer = await set.run({ communityId, people: count, countedOn, source: source.trim() })
    if (answer?.ok !== true) return
    say('记下了')
    onDone()
  }
  return (
    <Section title="住了多少人" note="算志愿者占几成用" first>
      <View className="col g3">
        <Field
          id="people"
          label="多少人"
          type="number"
          value={people}
          onInput={setPeople}
          maxLength={7}
          wrong={people !== '' && !isNumber ? '只填数字，比如 6800' : undefined}
        />
        <Field
          id="source"
          label="从哪儿来的数"
          value={source}
          onInput={setSource}
          maxLength={60}
          placeholder="户籍和流动人口台帐"
        />
        {set.error === undefined ? null : <Notice kind="warn" text={set.error.message} />}
        <Btn
          text="记下来"
          kind="primary"
          size="l"
          wide
          disabled={!isNumber || source.trim() === ''}
          isBusy={set.isBusy}
          busyText="正在记"
          onPress={() => void save()}
        />
        <Btn text="不填了" kind="plain" wide onPress={onDone} />
      </View>
    </Section>
  )
}
