import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { CheckUp, CheckUpLine } from '../../../shared/health/check-up-contract.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { answerWords, clausesOf, daysWords, filterWords, lineWords, momentOf } from '../../text/health.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips } from '../../ui/forms.tsx'
import { Card, Fact, Row, Rows, Section } from '../../ui/layout.tsx'
import { Avatar, Pill } from '../../ui/marks.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { LineSheet } from './line-sheet.tsx'

type Shown = 'ring' | 'coming' | 'fetch' | 'not_coming' | 'waiting' | 'all'

/** Who is asked, who answered what, who must be rung, who came. */
export function CheckUpList({
  communityId,
  checkUpId,
  isWide,
}: {
  communityId: string
  checkUpId: string
  isWide: boolean
}) {
  const query = useQuery('health.checkUp', { communityId, checkUpId }, { pollMilliseconds: 60_000 })
  const [opened, open] = useState<CheckUpLine | undefined>(undefined)
  return (
    <QueryView query={query} rows={6}>
      {({ checkUp, lines }) => (
        <View className={isWide ? 'columns' : 'col g4'}>
          <View className="columns__one col g3">
            <Summary checkUp={checkUp} />
            {checkUp.invitedAt === null ? <Invite checkUp={checkUp} onChange={query.refresh} /> : null}
          </View>
          <View className="columns__one">
            <People checkUp={checkUp} lines={lines} onOpen={open} />
          </View>
          {opened === undefined ? null : (
            <LineSheet
              checkUp={checkUp}
              line={opened}
              onClose={() => open(undefined)}
              onDone={() => {
                open(undefined)
                query.refresh()
              }}
            />
          )}
        </View>
      )}
    </QueryView>
  )
}

function Summary({ checkUp }: { checkUp: CheckUp }) {
  const counts: readonly (readonly [string, number])[] = [
    ['来', checkUp.coming],
    ['要人接', checkUp.fetch],
    ['不来', checkUp.notComing],
    ['要打电话', checkUp.toRing],
    ['到了', checkUp.attended],
    ['取了结果', checkUp.collected],
  ]
  return (
    <Card pad className="col g3">
      <View className="t-heading">
        <Say>{checkUp.title}</Say>
      </View>
      <View className="facts">
        <Fact name="哪天">
          <Say>{daysWords(checkUp)}</Say>
        </Fact>
        <Fact name="在哪里">
          <Say>{checkUp.place}</Say>
        </Fact>
        {checkUp.bring === '' ? null : (
          <Fact name="要注意">
            <Say>{checkUp.bring}</Say>
          </Fact>
        )}
        <Fact name="请谁">
          <Say>{clausesOf(filterWords(checkUp.filter, ''), `${checkUp.people} 人`)}</Say>
        </Fact>
        {checkUp.invitedAt === null ? null : (
          <Fact name="请过了">
            <Text>{`${momentOf(checkUp.invitedAt)}，${checkUp.invitedByName}`}</Text>
          </Fact>
        )}
      </View>
      {checkUp.invitedAt === null ? null : (
        <View className="counts">
          {counts.map(([name, count]) => (
            <View key={name} className="counts__one">
              <Text className="t-heading num">{String(count)}</Text>
              <Text className="t-small quiet">{name}</Text>
            </View>
          ))}
        </View>
      )}
    </Card>
  )
}

function Invite({ checkUp, onChange }: { checkUp: CheckUp; onChange: () => void }) {
  const [isAsking, setAsking] = useState(false)
  const invite = useCommand('health.inviteCheckUp')
  const { communityId, checkUpId, people } = checkUp

  async function send() {
    const answer = await invite.run({ communityId, checkUpId })
    if (answer?.ok !== true) return
    setAsking(false)
    say('都请了')
    onChange()
  }

  return (
    <>
      <Notice text="先看名单，不该请的划掉。请了以后就改不了了。" />
      <Btn
        text={`请这 ${people} 个人`}
        kind="primary"
        size="l"
        wide
        icon="mail"
        disabled={people === 0}
        onPress={() => setAsking(true)}
      />
      {isAsking ? (
        <Sheet
          title={`请这 ${people} 个人？`}
          line={`每人发一条消息，只发一次。${checkUp.ringAfterDays} 天没回话的，列出来打电话。`}
          onClose={() => setAsking(false)}
        >
          {invite.error === undefined ? null : <Notice kind="warn" text={invite.error.message} />}
          <Btn
            text="都请"
            kind="primary"
            size="l"
            wide
            isBusy={invite.isBusy}
            busyText="正在请"
            onPress={() => void send()}
          />
          <Btn text="再看看名单" kind="plain" wide onPress={() => setAsking(false)} />
        </Sheet>
      ) : null}
    </>
  )
}

function isShown(line: CheckUpLine, shown: Shown): boolean {
  if (shown === 'all') return true
  if (shown === 'ring') return line.mustRing
  if (shown === 'waiting') return line.answer === null && !line.mustRing
  return line.answer === shown
}

function People({
  checkUp,
  lines,
  onOpen,
}: {
  checkUp: CheckUp
  lines: readonly CheckUpLine[]
  onOpen: (line: CheckUpLine) => void
}) {
  const [chosen, choose] = useState<Shown | undefined>(undefined)
  const isInvited = checkUp.invitedAt !== null
  const shown = !isInvited ? 'all' : (chosen ?? (checkUp.toRing > 0 ? 'ring' : 'all'))
  const count = (one: Shown) => lines.filter((line) => isShown(line, one)).length
  const names: readonly (readonly [Shown, string])[] = [
    ['ring', '要打电话'],
    ['coming', answerWords.coming.short],
    ['fetch', answerWords.fetch.short],
    ['not_coming', answerWords.not_coming.short],
    ['waiting', '等回话'],
    ['all', '全部'],
  ]
  const people = lines.filter((line) => isShown(line, shown) && !(isInvited && line.dropped))
  return (
    <Section title="名单" note={`${people.length} 人`} first>
      {isInvited ? (
        <Chips
          label="看哪些"
          options={names.map(([value, text]) => ({ value, text: `${text} ${count(value)}` }))}
          value={shown}
          onChange={choose}
        />
      ) : null}
      {people.length === 0 ? (
        <Empty title="这里没有人" line="换一组看看。" />
      ) : (
        <Rows>
          {people.map((line) => (
            <Row
              key={line.residentId}
              lead={<Avatar name={line.maskedName} />}
              title={line.age === null ? line.maskedName : `${line.maskedName}，${line.age} 岁`}
              note={clausesOf(line.address, lineWords(line))}
              end={<LinePill line={line} />}
              onPress={() => onOpen(line)}
            />
          ))}
        </Rows>
      )}
    </Section>
  )
}

function LinePill({ line }: { line: CheckUpLine }) {
  if (line.collected) return <Pill text="取了结果" kind="ok" icon="check" />
  if (line.attended) return <Pill text="到了" kind="ok" icon="check" />
  if (line.mustRing) return <Pill text="打电话" kind="warn" icon="phone" />
  if (line.dropped) return <Pill text="划掉了" />
  if (line.answer !== null) return <Pill text={answerWords[line.answer].short} kind="info" />
  return null
}
