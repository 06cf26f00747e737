import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ProviderDraft } from '../../../../shared/booking/offering-schemas.ts'
import { hoursWords, spokenTime } from '../../../text/offering.ts'
import { accessWords, providerKindWords } from '../../../text/providers.ts'
import { Choice, Field, Switch } from '../../../ui/forms.tsx'
import { Card, Row, Rows, Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/states.tsx'
import { EditorPage, SaveBar } from '../editor-page.tsx'
import type { OfferingData } from '../use-offering.ts'
import { readStretches, usualStretch, WeekEditor, type TypedStretch } from '../week-editor.tsx'
import { PickOne } from '../pick-one.tsx'

/** One provider: name, place, telephone, opening hours, and how one gets in. */
export default function ProviderPage() {
  return (
    <EditorPage title="谁来办">
      {({ communityId, id, data, isWide }) => (
        <Form key={id} communityId={communityId} id={id} data={data} isWide={isWide} />
      )}
    </EditorPage>
  )
}

function Form({
  communityId,
  id,
  data,
  isWide,
}: {
  communityId: string
  id: string
  data: OfferingData
  isWide: boolean
}) {
  // as it was when the form was opened: what somebody else saves meanwhile must not be written over unseen
  const [there] = useState(() => data.providers.filter(({ providerId }) => providerId === id)[0])
  const [draft, setDraft] = useState<ProviderDraft>(() => draftOf(id, data, there))
  const [week, setWeek] = useState<readonly TypedStretch[]>(() =>
    there === undefined
      ? [usualStretch]
      : there.openingHours.weekly.map(({ weekdays, from, to }) => ({
          weekdays,
          from: spokenTime(from),
          to: spokenTime(to),
          capacity: '',
        })),
  )
  const put = (change: Partial<ProviderDraft>) => setDraft({ ...draft, ...change })
  const stretches = readStretches(week)
  const weekly = (stretches ?? []).map(({ weekdays, from, to }) => ({ weekdays, from, to }))
  const openingHours = { weekly, onHolidays: draft.openingHours.onHolidays }
  const isPhone = /^(1\d{10}|0\d{2,3}-?\d{7,8}|\d{3,5})$/.test(draft.phone)
  return (
    <View className={isWide ? 'offering-form' : 'col g3'}>
      <View className="col g3">
        {there?.isWithdrawn === true ? <Notice kind="warn" text="这里停了。存下来就重新开。" /> : null}
        <Card pad className="col g3">
          <Field label="叫什么" value={draft.name} onInput={(name) => put({ name })} maxLength={40} id="name" />
          <PickOne
            label="是什么地方"
            options={providerKindWords.map(({ kind, text }) => ({ value: kind, text }))}
            value={draft.kind}
            onChange={(kind) => put({ kind })}
          />
          <Field
            label="电话"
            value={draft.phone}
            onInput={(phone) => put({ phone: phone.trim() })}
            maxLength={13}
            wrong={draft.phone === '' || isPhone ? undefined : '像 025-12345678 这样填'}
            id="phone"
          />
          <Field label="在哪儿" value={draft.address} onInput={(address) => put({ address })} maxLength={80} />
          <Field
            label="一两句介绍"
            value={draft.introduction}
            onInput={(introduction) => put({ introduction })}
            maxLength={300}
          />
        </Card>
        <Section title="进门方便不方便">
          <View className="offering-choices">
            {accessWords.map(({ fact, text }) => {
              const isOn = draft.access.indexOf(fact) !== -1
              return (
                <Choice
                  key={fact}
                  many
                  title={text}
                  isOn={isOn}
                  onPress={() =>
                    put({ access: isOn ? draft.access.filter((one) => one !== fact) : [...draft.access, fact] })
                  }
                />
              )
            })}
          </View>
        </Section>
      </View>
      <View className="col g3">
        <Section title="几点开门" first={isWide}>
          <Notice text={hoursWords(openingHours)} />
          <WeekEditor stretches={week} onChange={setWeek} addText="再加一段" />
          <Rows>
            <Row
              title="放假也开"
              note="春节、国庆这些天"
              regular
              end={
                <Switch
                  label="放假也开"
                  isOn={draft.openingHours.onHolidays === 'as_usual'}
                  onChange={(isOn) =>
                    put({ openingHours: { ...draft.openingHours, onHolidays: isOn ? 'as_usual' : 'closed' } })
                  }
                />
              }
            />
          </Rows>
        </Section>
        <SaveBar
          communityId={communityId}
          mayChange={data.mayChange}
          isWide={isWide}
          ready={draft.name.trim() !== '' && isPhone && stretches !== undefined}
          saved={{
            change: { kind: 'provider', version: there?.version ?? 0, provider: { ...draft, openingHours } },
            done: '存好了',
          }}
          withdrawn={
            there === undefined || there.isWithdrawn
              ? undefined
              : {
                  change: { kind: 'withdraw', version: there.version, what: 'provider', id },
                  text: '停掉这一处',
                  question: `停掉${there.name}，它的服务都约不了`,
                }
          }
        />
      </View>
    </View>
  )
}

function draftOf(id: string, data: OfferingData, there: OfferingData['providers'][number] | undefined): ProviderDraft {
  if (there === undefined) {
    return {
      providerId: id,
      kind: 'community_hall',
      position: data.providers.length,
      name: '',
      phone: '',
      address: '',
      introduction: '',
      access: [],
      openingHours: { weekly: [], onHolidays: 'closed' },
    }
  }
  const { version: _, isWithdrawn: __, isOpen: ___, openWords: ____, ...draft } = there
  return draft
}
