import { Text, View } from '@tarojs/components'
import { freeTimes, serviceKinds, skills } from '../../../shared/volunteers/lifecycle.ts'
import { freeTimeWords, skillWords } from '../../text/volunteering.ts'
import { serviceKindWords } from '../../text/volunteers.ts'
import { Field } from '../../ui/forms.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Section } from '../../ui/layout.tsx'
import { Press } from '../../ui/press.tsx'
import type { FieldsProps } from './who-fields.tsx'

/** What somebody can do, wants to do, and when. Nothing of it has to be chosen. */
export function DoesFields({ draft, onChange, first = false }: Omit<FieldsProps, 'wrong'> & { first?: boolean }) {
  return (
    <>
      <Section title="会什么" note="可以多选，也可以不选" first={first}>
        <Picks
          options={skills.map((skill) => ({ value: skill, ...skillWords[skill] }))}
          chosen={draft.skills}
          onChange={(chosen) => onChange({ skills: chosen })}
        />
      </Section>
      <Section title="想帮什么" note="可以多选">
        <Picks
          options={serviceKinds.map((kind) => ({ value: kind, text: serviceKindWords[kind] }))}
          chosen={draft.serviceKinds}
          onChange={(chosen) => onChange({ serviceKinds: chosen })}
        />
      </Section>
      <Section title="什么时候有空" note="可以多选">
        <Picks
          options={freeTimes.map((time) => ({ value: time, text: freeTimeWords[time] }))}
          chosen={draft.freeTimes}
          onChange={(chosen) => onChange({ freeTimes: chosen })}
        />
      </Section>
      <Section title="想说一句" note="可以不填">
        <Field
          label="让带队的邻居认识您"
          value={draft.introduction}
          placeholder="退休电工，修灯换锁都行"
          maxLength={100}
          onInput={(introduction) => onChange({ introduction })}
          id="volunteer-introduction"
        />
      </Section>
    </>
  )
}

/** Several of a few, as chips that can be switched on and off. */
function Picks<Value extends string>({
  options,
  chosen,
  onChange,
}: {
  options: readonly { value: Value; text: string; icon?: string }[]
  chosen: readonly Value[]
  onChange: (chosen: readonly Value[]) => void
}) {
  return (
    <View className="flex wrap g1">
      {options.map(({ value, text, icon }) => {
        const isOn = chosen.includes(value)
        return (
          <Press
            key={value}
            className={`chip flex g1 ${isOn ? 'is-on' : ''}`}
            role="checkbox"
            label={text}
            isOn={isOn}
            onPress={() => onChange(isOn ? chosen.filter((one) => one !== value) : [...chosen, value])}
          >
            {icon === undefined ? null : <Icon name={isOn ? 'check' : icon} size="s" />}
            <Text>{text}</Text>
          </Press>
        )
      })}
    </View>
  )
}
