import { View } from '@tarojs/components'
import { residentGroupCodes } from '../../../../shared/homecare/groups.ts'
import { categoryWords } from '../../../text/booking.ts'
import { channelWords, groupWords } from '../../../text/offering.ts'
import { Choice, Field, Switch } from '../../../ui/forms.tsx'
import { Card, Row, Rows, Section } from '../../../ui/layout.tsx'
import type { OfferingData } from '../use-offering.ts'
import type { PartProps } from './typed.ts'
import { iconOf } from './typed.ts'
import { PickOne } from '../pick-one.tsx'

/** What it is: name, who gives it, where and how. */
export function What({ typed, put, data, isNew }: PartProps & { data: OfferingData; isNew: boolean }) {
  const { draft } = typed
  const change = (more: Partial<typeof draft>) => put({ draft: { ...draft, ...more } })
  const providers = data.providers.filter((one) => !one.isWithdrawn || one.providerId === draft.providerId)
  return (
    <Card pad className="col g3">
      <Field label="叫什么" value={draft.name} onInput={(name) => change({ name })} maxLength={40} id="name" />
      <Field
        label="一行话，列表里看得到"
        value={draft.line}
        onInput={(line) => change({ line })}
        maxLength={80}
        placeholder="护士上门，约 20 分钟"
      />
      <Field
        label="做些什么"
        value={draft.description}
        onInput={(description) => change({ description })}
        maxLength={500}
      />
      <PickOne
        label="哪一类"
        options={categoryWords.map(({ category, text }) => ({ value: category, text }))}
        value={draft.category}
        onChange={(category) => change({ category, ...(isNew ? { icon: iconOf(category) } : {}) })}
      />
      <PickOne
        label="由谁来办"
        options={providers.map(({ providerId, name }) => ({ value: providerId, text: name }))}
        value={draft.providerId}
        onChange={(providerId) => change({ providerId })}
      />
      <PickOne
        label="怎么办"
        options={channelWords}
        value={draft.channel}
        onChange={(channel) => change({ channel, ...(channel === 'home' ? { place: '家里' } : {}) })}
      />
      {draft.channel === 'home' ? null : (
        <Field label="在哪儿" value={draft.place} onInput={(place) => change({ place })} maxLength={80} />
      )}
    </Card>
  )
}

/** Who may use it. Whoever does not fit sees why. */
export function Who({ typed, put }: PartProps) {
  const { draft } = typed
  const change = (more: Partial<typeof draft>) => put({ draft: { ...draft, ...more } })
  return (
    <Section title="谁能约">
      <Card pad className="col g3">
        <Field
          label="几岁以上，不限就空着"
          type="number"
          value={typed.minimumAge}
          onInput={(minimumAge) => put({ minimumAge })}
          maxLength={3}
        />
        <Field
          label="怎么跟居民说"
          value={draft.eligibilityWords}
          onInput={(eligibilityWords) => change({ eligibilityWords })}
          placeholder="60 岁以上"
          maxLength={80}
        />
      </Card>
      <Rows>
        <Row
          title="只给一个人住的"
          regular
          end={
            <Switch
              label="只给一个人住的"
              isOn={draft.livingAloneOnly}
              onChange={(livingAloneOnly) => change({ livingAloneOnly })}
            />
          }
        />
      </Rows>
      <View className="t-small quiet">只给这几类人，不限就都不勾</View>
      <View className="offering-choices">
        {residentGroupCodes.map((group) => {
          const isOn = draft.eligibleGroups.indexOf(group) !== -1
          const groups = isOn ? draft.eligibleGroups.filter((one) => one !== group) : [...draft.eligibleGroups, group]
          return (
            <Choice
              key={group}
              many
              title={groupWords[group]}
              isOn={isOn}
              onPress={() => change({ eligibleGroups: groups })}
            />
          )
        })}
      </View>
    </Section>
  )
}
