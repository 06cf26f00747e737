import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import type { GroupAsk, GroupDetail, RosterLine } from '../../../shared/volunteering/groups-contract.ts'
import { useCommand } from '../../client/use-command.ts'
import type { Query } from '../../client/use-query.ts'
import { groupRoleWords } from '../../text/groups.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Row, Rows, Section } from '../../ui/layout.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Avatar, Pill } from '../../ui/marks.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { CloseSheet } from './close-sheet.tsx'
import { MemberSheet } from './member-sheet.tsx'

type RosterQuery = Query<Output<Endpoints['volunteering.groupRoster']>>

interface Shown {
  group: GroupDetail
  roster: RosterQuery
  onDone: () => void
}

/** Who asks to be in: what a leader is waited for comes first. */
export function Asks({ group, roster, onDone }: Shown) {
  const { communityId, groupId } = group
  const [refused, refuse] = useState<GroupAsk | undefined>(undefined)
  const answer = useCommand('volunteering.answerAsk')
  const asks = roster.data?.asks ?? []
  const reply = async (ask: GroupAsk, accept: boolean, words: string) => {
    const said = await answer.run({ communityId, groupId, residentId: ask.residentId, accept, words })
    if (!said) return
    refuse(undefined)
    if (said.ok) say(accept ? `${ask.name}进来了` : '回了一声')
    onDone()
  }
  if (asks.length === 0 && answer.error === undefined) return null
  return (
    <Section title="想加入的" note={`${asks.length} 位等您回话`}>
      <View className="col g3">
        {asks.map((ask) => (
          <Card key={ask.residentId} pad className="col g3">
            <View className="flex g3 mid">
              <Avatar name={ask.name} />
              <View className="grow">
                <View className="strong">
                  <Text>{ask.name}</Text>
                </View>
                <View className="t-small quiet">
                  <Say>{`${numbered(ask.volunteerNumber)}${ask.isAgain ? '，以前来过或者问过' : ''}`}</Say>
                </View>
              </View>
            </View>
            {ask.words === '' ? null : <Say>{ask.words}</Say>}
            <View className="flex g2">
              <View className="grow">
                <Btn
                  text="收下"
                  label={`收下${ask.name}`}
                  kind="primary"
                  wide
                  disabled={answer.isBusy}
                  onPress={() => void reply(ask, true, '')}
                />
              </View>
              <View className="grow">
                <Btn
                  text="这次不收"
                  label={`这次不收${ask.name}`}
                  kind="secondary"
                  wide
                  disabled={answer.isBusy}
                  onPress={() => refuse(ask)}
                />
              </View>
            </View>
          </Card>
        ))}
        {answer.error ? <Notice kind="warn" text={answer.error.message} /> : null}
      </View>
      {refused ? (
        <RefuseSheet
          ask={refused}
          isBusy={answer.isBusy}
          onClose={() => refuse(undefined)}
          onSend={(words) => void reply(refused, false, words)}
        />
      ) : null}
    </Section>
  )
}

/** Who is in, for those who look after the group. */
export function Roster({ group, roster, onDone }: Shown) {
  const { offeredToName } = group
  const [member, open] = useState<RosterLine | undefined>(undefined)
  const [isClosing, close] = useState(false)
  const done = () => {
    open(undefined)
    close(false)
    onDone()
  }
  return (
    <>
      <QueryView query={roster} rows={3}>
        {({ members }) => (
          <Section title="名单" note={`${members.length} 人`}>
            <View className="col g3">
              {offeredToName === null ? null : <Notice kind="info" text={`请了${offeredToName}接手，等回话。`} />}
              <Rows>
                {members.map((line) => (
                  <Row
                    key={line.residentId}
                    lead={<Avatar name={line.name} />}
                    title={line.name}
                    note={numbered(line.volunteerNumber)}
                    {...(line.role === 'member' ? {} : { end: <Pill text={groupRoleWords[line.role]} kind="ok" /> })}
                    onPress={() => open(line)}
                  />
                ))}
              </Rows>
              {group.may.lead ? <Btn text="解散这支队伍" kind="plain" wide onPress={() => close(true)} /> : null}
            </View>
          </Section>
        )}
      </QueryView>
      {member ? <MemberSheet group={group} line={member} onClose={() => open(undefined)} onDone={done} /> : null}
      {isClosing ? <CloseSheet group={group} onClose={() => close(false)} onDone={done} /> : null}
    </>
  )
}

const numbered = (number: string | null) =>
  number === null ? '还没登记志愿者' : `志愿者 ${number.slice(0, 4)} ${number.slice(4)}`

function RefuseSheet({
  ask,
  isBusy,
  onClose,
  onSend,
}: {
  ask: GroupAsk
  isBusy: boolean
  onClose: () => void
  onSend: (words: string) => void
}) {
  const [words, setWords] = useState('')
  return (
    <Sheet title={`这次不收${ask.name}`} line="说一句为什么，对方心里好受些。" onClose={onClose}>
      <LongField
        id="refuse-words"
        label="说一句（可以不写）"
        value={words}
        maxLength={100}
        placeholder="这个月人满了，下个月再来问问"
        onInput={setWords}
      />
      <Btn text="就这样回" kind="primary" size="l" wide isBusy={isBusy} onPress={() => onSend(words)} />
      <Btn text="再想想" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}
