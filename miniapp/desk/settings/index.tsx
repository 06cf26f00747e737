import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { settingsContract } from '../../../shared/help/settings-contract.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { changedWords, durationWords, timeOfField, timeRows, type TimeField } from '../../text/help-settings.ts'
import { Btn } from '../../ui/btn.tsx'
import { Row, Rows, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { useWide } from '../use-wide.ts'
import './index.css'
import { ChooseOne } from './choose-one.tsx'
import { RuleSheet } from './rule-sheet.tsx'
import { RuleCard } from './rule-card.tsx'
import { Silence } from './silence.tsx'

type Answer = Output<(typeof settingsContract)['help.settings']>
type Settings = Answer['settings']

/** Who is rung after whom and for how long: sentences to read, each of them a thing to change. */
export default function SettingsPage() {
  const isWide = useWide()
  const communityId = useParameter('community')
  const query = useQuery('help.settings', communityId === '' ? {} : { communityId })
  return (
    <Page title="求助怎么响" help={false} wide={isWide}>
      <QueryView query={query} rows={5}>
        {(data) => (
          <View className="col g3">
            <Plans key={`${data.communityId} ${data.version}`} data={data} isWide={isWide} onSaved={query.refresh} />
            <Silence communityId={data.communityId} mayChange={data.mayChange} isWide={isWide} />
          </View>
        )}
      </QueryView>
    </Page>
  )
}

function Plans({ data, isWide, onSaved }: { data: Answer; isWide: boolean; onSaved: () => void }) {
  const [draft, setDraft] = useState<Settings>(data.settings)
  const [editing, setEditing] = useState<number | undefined>(undefined)
  const [time, setTime] = useState<TimeField | 'callBackBy' | undefined>(undefined)
  const [isAsking, setAsking] = useState(false)
  const changes = changedWords(data.settings, draft)
  const rule = editing === undefined ? undefined : draft.rules[editing]
  const withRules = (rules: Settings['rules']) => setDraft({ ...draft, rules })
  const change = (onPress: () => void) => (data.mayChange ? { onPress } : {})
  return (
    <View className={isWide ? 'plans-wide' : 'col g3'}>
      <View className="col g3">
        {data.mayChange ? null : <Notice text="这里只能看。要改，请社区值班的人或者管理员来改。" />}
        <Section title="谁先响，谁后响" note={data.communityName} first>
          <View className="plans-rules">
            {draft.rules.map((one, index) => (
              <RuleCard
                key={index}
                rule={one}
                place={index + 1}
                {...(data.mayChange ? { onChange: () => setEditing(index) } : {})}
              />
            ))}
          </View>
          <View className="t-small quiet plans-note">
            <Text>上面的先算：前一条管到的求助，后一条就不管了。都没管到的，照邻里通原来的办法响。</Text>
          </View>
        </Section>
        {data.mayChange ? (
          <Btn
            text="加一条，比如夜里另外响"
            kind="secondary"
            icon="plus"
            wide={!isWide}
            onPress={() => {
              withRules([nightOf(draft.rules), ...draft.rules])
              setEditing(0)
            }}
          />
        ) : null}
      </View>
      <View className="col g3">
        <Section title="接了以后的时间" first={isWide}>
          <Rows>
            {timeRows.map(({ field, title }) => (
              <Row
                key={field}
                title={title}
                note={durationWords(timeOfField(draft, field))}
                regular
                {...change(() => setTime(field))}
              />
            ))}
            <Row
              title="第二天几点以前要回访"
              note={draft.callBackBy}
              regular
              {...change(() => setTime('callBackBy'))}
            />
          </Rows>
        </Section>
        {changes.length === 0 ? null : (
          <View className="col g2">
            <Btn text="看看改了什么，再保存" kind="primary" wide onPress={() => setAsking(true)} />
            <Btn text="不改了，照原来的" kind="plain" wide onPress={() => setDraft(data.settings)} />
          </View>
        )}
      </View>
      {rule === undefined || editing === undefined ? null : (
        <RuleSheet
          rule={rule}
          onClose={() => setEditing(undefined)}
          onChange={(next) => withRules(draft.rules.map((one, index) => (index === editing ? next : one)))}
          onRemove={() => {
            withRules(draft.rules.filter((_, index) => index !== editing))
            setEditing(undefined)
          }}
        />
      )}
      {time === undefined ? null : (
        <TimeSheet field={time} draft={draft} onChange={setDraft} onClose={() => setTime(undefined)} />
      )}
      {isAsking ? (
        <SaveSheet
          data={data}
          draft={draft}
          changes={changes}
          onClose={() => setAsking(false)}
          onSaved={() => {
            setAsking(false)
            onSaved()
          }}
        />
      ) : null}
    </View>
  )
}

/** A new rule begins as the first one, at night. */
function nightOf(rules: Settings['rules']): Settings['rules'][number] {
  const [first] = rules
  const levels = first?.levels ?? [{ level: 'community' as const, seconds: 60, fromStart: true }]
  return {
    intents: ['emergency', 'unwell'],
    ringsFamily: true,
    ringsNeighbours: true,
    ...first,
    levels,
    fromHour: 22,
    toHour: 6,
  }
}

function TimeSheet({
  field,
  draft,
  onChange,
  onClose,
}: {
  field: TimeField | 'callBackBy'
  draft: Settings
  onChange: (draft: Settings) => void
  onClose: () => void
}) {
  if (field === 'callBackBy') {
    const times = ['09:00', '10:00', '12:00', '15:00', '18:00']
    return (
      <Sheet title="第二天几点以前要回访" onClose={onClose}>
        <ChooseOne
          options={times.map((text) => ({ value: text, text }))}
          value={draft.callBackBy}
          onChange={(callBackBy) => {
            onChange({ ...draft, callBackBy })
            onClose()
          }}
        />
      </Sheet>
    )
  }
  const row = timeRows.find((one) => one.field === field)
  if (row === undefined) return null
  return (
    <Sheet title={row.title} onClose={onClose}>
      <ChooseOne
        options={row.choices.map((seconds) => ({ value: seconds, text: durationWords(seconds) }))}
        value={timeOfField(draft, field)}
        onChange={(seconds) => {
          onChange(withTime(draft, field, seconds))
          onClose()
        }}
      />
    </Sheet>
  )
}

function withTime(draft: Settings, field: TimeField, seconds: number): Settings {
  if (field === 'acknowledged' || field === 'en_route' || field === 'on_site') {
    return { ...draft, secondsToProgress: { ...draft.secondsToProgress, [field]: seconds } }
  }
  return { ...draft, [field]: seconds }
}

function SaveSheet({
  data,
  draft,
  changes,
  onClose,
  onSaved,
}: {
  data: Answer
  draft: Settings
  changes: readonly string[]
  onClose: () => void
  onSaved: () => void
}) {
  const save = useCommand('help.saveSettings')
  const send = async () => {
    const { communityId, version } = data
    const answer = await save.run({ communityId, version, settings: draft })
    if (!answer?.ok) return
    say('改好了，从下一次求助开始')
    onSaved()
  }
  return (
    <Sheet
      title={`${data.communityName}这样响，对吗`}
      line="从下一次求助开始。正在响的，照原来的办法响完。"
      onClose={onClose}
    >
      <View className="col g2">
        {changes.map((words) => (
          <View key={words}>
            <Text>{words}</Text>
          </View>
        ))}
      </View>
      {save.error === undefined ? null : <Notice kind="warn" text={save.error.message} />}
      <Btn
        text="对，就这样响"
        kind="primary"
        wide
        isBusy={save.isBusy}
        busyText="正在保存"
        onPress={() => void send()}
      />
      {save.error?.code === 'conflict' ? (
        <Btn text="看看现在的" kind="secondary" wide onPress={onSaved} />
      ) : (
        <Btn text="再改改" kind="plain" wide onPress={onClose} />
      )}
    </Sheet>
  )
}
