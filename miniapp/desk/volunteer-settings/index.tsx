import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { dayOf } from '../../../shared/time.ts'
import type { VolunteerSettingsView } from '../../../shared/volunteers/settings.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { dayInFull } from '../../text/days.ts'
import { Btn } from '../../ui/btn.tsx'
import { Choice, Field } from '../../ui/forms.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { useWide } from '../use-wide.ts'
import { VolunteerDesk } from '../volunteer-desk.tsx'
import { numberFields, settingsFrom, typedOf, wrongIn, type Typed } from './typed.ts'

/** What a community decides for itself about its volunteers, each with what it means. */
export default function VolunteerSettingsPage() {
  const isWide = useWide()
  return (
    <Page title="志愿服务的规矩" help={false} wide={isWide}>
      <VolunteerDesk>{(communityId) => <Rules communityId={communityId} isWide={isWide} />}</VolunteerDesk>
    </Page>
  )
}

function Rules({ communityId, isWide }: { communityId: string; isWide: boolean }) {
  const query = useQuery('volunteers.settings', { communityId })
  return (
    <QueryView query={query} rows={6}>
      {(kept) => (
        <Form key={kept.version} communityId={communityId} kept={kept} isWide={isWide} onDone={query.refresh} />
      )}
    </QueryView>
  )
}

interface PartProps {
  typed: Typed
  wrong: Readonly<Record<string, string>>
  onChange: (change: Partial<Typed>) => void
}

function Form({
  communityId,
  kept,
  isWide,
  onDone,
}: {
  communityId: string
  kept: VolunteerSettingsView
  isWide: boolean
  onDone: () => void
}) {
  const [typed, setTyped] = useState<Typed>(() => typedOf(kept.settings))
  const [isAsked, setAsked] = useState(false)
  const save = useCommand('volunteers.saveSettings')
  const found = wrongIn(typed)
  const wrong = isAsked ? found : {}
  const part: PartProps = { typed, wrong, onChange: (change) => setTyped({ ...typed, ...change }) }
  async function send() {
    setAsked(true)
    if (Object.keys(found).length > 0) return
    const answer = await save.run({ communityId, version: kept.version, settings: settingsFrom(typed) })
    if (answer?.ok !== true) return
    say('定好了，从现在起照这个算')
    onDone()
  }
  return (
    <>
      <View className={isWide ? 'columns' : 'col g3'}>
        <View className="columns__one">
          <Stars {...part} />
          <Numbers {...part} />
        </View>
        <View className="columns__one">
          <Unit {...part} isFirst={isWide} />
          <Section title="排行榜">
            <Choice
              many
              title="要有时长排行榜"
              note="只排同意上榜的人"
              isOn={typed.hasRanking}
              onPress={() => part.onChange({ hasRanking: !typed.hasRanking })}
            />
          </Section>
          <View className="col g3 mt4">
            {Object.keys(wrong).length === 0 ? null : <Notice kind="warn" text="标出来的几处要改，改好再定。" />}
            {save.error ? <Notice kind="warn" text={save.error.message} /> : null}
            {save.error?.code === 'conflict' ? (
              <Btn text="看看现在的" kind="secondary" wide onPress={onDone} />
            ) : (
              <Btn
                text="就这么定"
                kind="primary"
                size="l"
                wide
                isBusy={save.isBusy}
                busyText="正在记"
                onPress={() => void send()}
              />
            )}
            <View className="t-small quiet">
              <Say>
                {kept.changedAt === null
                  ? '还没改过，用的是邻里通原来的规矩。'
                  : `${kept.changedByName ?? ''} ${dayInFull(dayOf(new Date(kept.changedAt)))}定的。`}
              </Say>
            </View>
          </View>
        </View>
      </View>
    </>
  )
}

const starNames = ['一星', '二星', '三星', '四星', '五星']

function Stars({ typed, wrong, onChange }: PartProps) {
  return (
    <Section title="星级" note="攒够几小时" first>
      <Card pad className="col g3">
        {typed.stars.map((hours, index) => (
          <Field
            key={starNames[index]}
            id={`star-${index + 1}`}
            label={`${starNames[index] ?? ''}，几小时`}
            type="number"
            value={hours}
            maxLength={5}
            wrong={index === typed.stars.length - 1 ? wrong['stars'] : undefined}
            onInput={(value) => onChange({ stars: typed.stars.map((one, at) => (at === index ? value : one)) })}
          />
        ))}
        <View className="t-small quiet">
          <Text>改了以后，星级马上照新的算，时长不变。</Text>
        </View>
      </Card>
    </Section>
  )
}

function Numbers({ typed, wrong, onChange }: PartProps) {
  return (
    <Section title="怎么算">
      <Card pad className="col g4">
        {numberFields.map(({ key, label, note }) => (
          <View key={key} className="col g1">
            <Field
              id={`setting-${key}`}
              label={label}
              value={typed.numbers[key]}
              maxLength={4}
              wrong={wrong[key]}
              onInput={(value) => onChange({ numbers: { ...typed.numbers, [key]: value } })}
            />
            <View className="t-small quiet">
              <Say>{note}</Say>
            </View>
          </View>
        ))}
      </Card>
    </Section>
  )
}

function Unit({ typed, wrong, onChange, isFirst }: PartProps & { isFirst: boolean }) {
  return (
    <Section title="开的是什么证明" first={isFirst}>
      <View className="col g3">
        <Choice
          title="平台服务记录"
          note="谁都可以开，写明这是邻里通上的记录。"
          isOn={!typed.isRecordingUnit}
          onPress={() => onChange({ isRecordingUnit: false })}
        />
        <Choice
          title="志愿服务记录证明"
          note="我们就是记录单位，对内容负责。民政部令第 67 号规定，只有记录单位能叫证明。"
          isOn={typed.isRecordingUnit}
          onPress={() => onChange({ isRecordingUnit: true })}
        />
        <Card pad className="col g3">
          <Field
            id="unit-name"
            label="单位全名"
            value={typed.unitName}
            maxLength={60}
            placeholder="梅园社区居民委员会"
            wrong={wrong['unitName']}
            onInput={(unitName) => onChange({ unitName })}
          />
          <Field
            id="unit-charge"
            label="负责人"
            value={typed.personInCharge}
            maxLength={40}
            onInput={(personInCharge) => onChange({ personInCharge })}
          />
          <Field
            id="unit-handler"
            label="经办人"
            value={typed.handler}
            maxLength={40}
            onInput={(handler) => onChange({ handler })}
          />
          <Field
            id="unit-phone"
            label="核对的电话"
            value={typed.contactPhone}
            maxLength={20}
            onInput={(contactPhone) => onChange({ contactPhone })}
          />
        </Card>
      </View>
    </Section>
  )
}
