import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ServiceDetail } from '../../../shared/booking/contract.ts'
import { Btn } from '../../ui/btn.tsx'
import { Choice } from '../../ui/forms.tsx'
import { Section } from '../../ui/layout.tsx'
import { Avatar } from '../../ui/marks.tsx'
import { ageReason, shortAddress, whoWords } from '../words.ts'
import type { BookingChoice } from './use-choice.ts'

const radiogroup = (label: string) => (process.env.TARO_ENV === 'h5' ? { role: 'radiogroup', 'aria-label': label } : {})

/** 给谁约: nothing is asked where there is only one. */
export function WhoPicker({ service, choice }: { service: ServiceDetail; choice: BookingChoice }) {
  if (choice.people.length < 2) return null
  return (
    <Section title="给谁约">
      <View className="flex g2 stack" {...radiogroup('给谁约')}>
        {choice.people.map((one) => (
          <Choice
            key={one.residentId}
            title={whoWords(one)}
            note={shortAddress(one.address)}
            lead={<Avatar name={one.name} />}
            isOn={one.residentId === choice.person?.residentId}
            offReason={ageReason(one, service.eligibility.minimumAge)}
            onPress={() => choice.choosePerson(one)}
          />
        ))}
      </View>
    </Section>
  )
}

/** 请谁来: whoever is free, the same as last time, or one of them by name. */
export function WorkerPicker({ service, choice }: { service: ServiceDetail; choice: BookingChoice }) {
  const [isOpen, open] = useState(false)
  const { resources = [], lastResource = null } = choice.slots.data ?? {}
  if (resources.length < 2) return null
  const others = resources.filter(({ resourceId }) => resourceId !== lastResource?.resourceId)
  const chosen = choice.resourceId
  const last = resources.filter(({ resourceId }) => resourceId === lastResource?.resourceId)[0]
  const shown = isOpen ? others : others.filter(({ resourceId }) => resourceId === chosen)
  return (
    <Section title={service.atHome ? '请谁来' : '找谁'}>
      <View className="col g2" {...radiogroup(service.atHome ? '请谁来' : '找谁')}>
        {lastResource === null ? null : (
          <Choice
            title={`还是${lastResource.name}`}
            note={last === undefined || last.words === '' ? '和上次一样' : `和上次一样，${last.words}`}
            lead={<Avatar name={lastResource.name} />}
            isOn={chosen === lastResource.resourceId}
            onPress={() => choice.chooseResource(lastResource.resourceId)}
          />
        )}
        <Choice
          title="谁都行"
          note="谁有空谁来，时间最多"
          isOn={chosen === undefined}
          onPress={() => choice.chooseResource(undefined)}
        />
        {shown.map(({ resourceId, name, words }) => (
          <Choice
            key={resourceId}
            title={name}
            {...(words === '' ? {} : { note: words })}
            lead={<Avatar name={name} />}
            isOn={chosen === resourceId}
            onPress={() => choice.chooseResource(resourceId)}
          />
        ))}
      </View>
      {isOpen || shown.length === others.length ? null : (
        <Btn text="想指定一位" kind="text" onPress={() => open(true)} />
      )}
    </Section>
  )
}
