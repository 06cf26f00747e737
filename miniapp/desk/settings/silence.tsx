import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { WellnessSettings } from '../../../shared/help/wellness.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import {
  choicesOf,
  minutesOf,
  silenceRows,
  silenceWords,
  spanWords,
  withMinutes,
  type SilenceField,
} from '../../text/wellness-settings.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Row, Rows, Section } from '../../ui/layout.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { ChooseOne } from './choose-one.tsx'
import { Stages } from './rule-card.tsx'

/** After how long somebody who does not press is asked after: sentences to read, each time a thing to change. */
export function Silence({
  communityId,
  mayChange,
  isWide,
}: {
  communityId: string
  mayChange: boolean
  isWide: boolean
}) {
  const query = useQuery('help.wellnessSettings', { communityId })
  const [field, setField] = useState<SilenceField | undefined>(undefined)
  return (
    <QueryView query={query} rows={4}>
      {(settings) => (
        <Section title="多久没动静就问" note="报平安的老人">
          <View className={isWide ? 'plans-wide' : 'col g3'}>
            <View className="col g3">
              <Card pad>
                <Stages lines={silenceWords(settings)} />
              </Card>
              <View className="t-small quiet">
                <Text>开小程序、通电话、上门见到，都算动静。还在管的时间里，到点就不用再报。</Text>
              </View>
            </View>
            <Rows>
              {silenceRows.map((row) => (
                <Row
                  key={row.field}
                  title={row.title}
                  note={spanWords(minutesOf(settings, row.field))}
                  regular
                  {...(mayChange ? { onPress: () => setField(row.field) } : {})}
                />
              ))}
            </Rows>
          </View>
          {field === undefined ? null : (
            <SilenceSheet
              communityId={communityId}
              settings={settings}
              field={field}
              onClose={() => setField(undefined)}
              onSaved={() => {
                setField(undefined)
                query.refresh()
              }}
            />
          )}
        </Section>
      )}
    </QueryView>
  )
}

function SilenceSheet({
  communityId,
  settings,
  field,
  onClose,
  onSaved,
}: {
  communityId: string
  settings: WellnessSettings
  field: SilenceField
  onClose: () => void
  onSaved: () => void
}) {
  const before = minutesOf(settings, field)
  const [minutes, setMinutes] = useState(before)
  const save = useCommand('help.saveWellnessSettings')
  const send = async () => {
    const answer = await save.run({ communityId, settings: withMinutes(settings, field, minutes) })
    if (!answer?.ok) return
    say('改好了，下一次到点就照这样')
    onSaved()
  }
  return (
    <Sheet
      title={silenceRows.find((row) => row.field === field)?.title ?? ''}
      line={`现在是 ${spanWords(before)}`}
      onClose={onClose}
    >
      <ChooseOne
        options={choicesOf(settings, field).map((value) => ({ value, text: spanWords(value) }))}
        value={minutes}
        onChange={setMinutes}
      />
      {save.error === undefined ? null : <Notice kind="warn" text={save.error.message} />}
      {minutes === before ? null : (
        <Btn
          text={`改成 ${spanWords(minutes)}`}
          kind="primary"
          wide
          isBusy={save.isBusy}
          busyText="正在保存"
          onPress={() => void send()}
        />
      )}
      <Btn text="不改了" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}
