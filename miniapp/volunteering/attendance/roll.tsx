import { Text, View } from '@tarojs/components'
import { useState, type ReactNode } from 'react'
import type { RollMark } from '../../../shared/volunteering/attendance.ts'
import type { RollPerson, RollSheet } from '../../../shared/volunteering/attendance-contract.ts'
import { useCommand } from '../../client/use-command.ts'
import { countWords, hourAt, rollWords } from '../../text/attendance.ts'
import { Btn } from '../../ui/btn.tsx'
import { Rows, Section } from '../../ui/layout.tsx'
import { Avatar } from '../../ui/marks.tsx'
import { Press } from '../../ui/press.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Empty, Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { PersonSheet } from './person-sheet.tsx'
import { WalkIn } from './walk-in.tsx'

/** Minutes after the start from which “they came” may mean just now, or from the start. */
const lateMinutes = 5

const said: Readonly<Record<RollMark, string>> = {
  came: '记下了，到了',
  left: '记下了，走了',
  missed: '记下了，没来',
  not_there: '撤掉了，会告诉他',
  take_back: '撤回了',
}

interface Asked {
  mark: RollMark
  people: readonly RollPerson[]
}

/** Everybody with a place: one tap each, or one for all. */
export function Roll({ sheet, now, onChanged }: { sheet: RollSheet; now: number; onChanged: () => void }) {
  const command = useCommand('volunteering.rollCall')
  const [open, setOpen] = useState<string | undefined>(undefined)
  const [asked, setAsked] = useState<Asked | undefined>(undefined)
  const [isAdding, setAdding] = useState(false)
  const { communityId, shiftId, people } = sheet
  const isEarly = now < Date.parse(sheet.opensAt)
  const isOver = now >= Date.parse(sheet.endsAt)
  const isLate = now >= Date.parse(sheet.startsAt) + lateMinutes * 60_000

  async function tell(mark: RollMark, whom: readonly RollPerson[], fromStart = false) {
    const answer = await command.run({
      id: command.id(),
      ...{ communityId, shiftId, mark, fromStart },
      people: whom.map(({ signupId, version }) => ({ signupId, version })),
    })
    setOpen(undefined)
    setAsked(undefined)
    onChanged()
    if (answer?.ok) say(said[mark])
  }
  /** Whoever comes late is there from now on; when the leader is late, they were there from the start. */
  function came(whom: readonly RollPerson[]) {
    if (isLate && !isOver) setAsked({ mark: 'came', people: whom })
    else void tell('came', whom)
  }

  const missing = people.filter(({ status }) => status === 'confirmed')
  const present = people.filter(({ status }) => status === 'checked_in')
  const rest = people.filter(({ status }) => status === 'attended' || status === 'missed')
  const chosen = people.filter(({ signupId }) => signupId === open)[0]
  const act = { isBusy: command.isBusy, isEarly }

  return (
    <>
      {command.error === undefined ? null : <Notice kind="warn" text={command.error.message} />}
      {people.length === 0 ? <Empty title="还没有人报名" line="来了没报名的邻居，点下面加上。" /> : null}
      <Group title="还没到" people={missing} onOpen={setOpen}>
        {(person) => (
          <Btn
            className="roll-act"
            text="到了"
            label={`${person.name}到了`}
            disabled={act.isEarly}
            isBusy={act.isBusy}
            onPress={() => came([person])}
          />
        )}
      </Group>
      <Group title="在这里" people={present} onOpen={setOpen}>
        {(person) => (
          <Btn
            className="roll-act"
            text="走了"
            label={`${person.name}走了`}
            isBusy={act.isBusy}
            onPress={() => void tell('left', [person])}
          />
        )}
      </Group>
      <Group title="走了，或者没来" people={rest} onOpen={setOpen}>
        {(person) =>
          person.canTakeBack ? (
            <Btn
              className="roll-act"
              text="撤回"
              kind="text"
              label={`撤回，${person.name}`}
              isBusy={act.isBusy}
              onPress={() => void tell('take_back', [person])}
            />
          ) : null
        }
      </Group>
      {isEarly ? null : (
        <View className="col g2">
          {missing.length > 1 ? (
            <Btn text={`${missing.length} 位全都到了`} kind="primary" size="l" wide onPress={() => came(missing)} />
          ) : null}
          {missing.length === 0 && present.length > 1 ? (
            <Btn
              text={`${present.length} 位全都走了`}
              kind={isOver ? 'primary' : 'secondary'}
              size="l"
              wide
              onPress={() => setAsked({ mark: 'left', people: present })}
            />
          ) : null}
          {isOver && missing.length > 1 ? (
            <Btn
              text={`${missing.length} 位都没来`}
              size="l"
              wide
              onPress={() => setAsked({ mark: 'missed', people: missing })}
            />
          ) : null}
          {now > Date.parse(sheet.closesAt) ? null : (
            <Btn text="加一位没报名的" size="l" wide icon="user-plus" onPress={() => setAdding(true)} />
          )}
        </View>
      )}
      <View className="quiet center t-small">
        <Say>{`到了 ${countWords(sheet)}，还有 ${sheet.placesLeft} 个空位。`}</Say>
      </View>
      {chosen === undefined ? null : (
        <PersonSheet
          person={chosen}
          isEarly={isEarly}
          isOver={isOver}
          isBusy={command.isBusy}
          onTell={(mark) => (mark === 'came' ? came([chosen]) : void tell(mark, [chosen]))}
          onClose={() => setOpen(undefined)}
        />
      )}
      {asked === undefined ? null : (
        <AskSheet
          asked={asked}
          sheet={sheet}
          isBusy={command.isBusy}
          onTell={(fromStart) => void tell(asked.mark, asked.people, fromStart)}
          onClose={() => setAsked(undefined)}
        />
      )}
      {isAdding ? <WalkIn sheet={sheet} onClose={() => setAdding(false)} onDone={onChanged} /> : null}
    </>
  )
}

function Group({
  title,
  people,
  onOpen,
  children,
}: {
  title: string
  people: readonly RollPerson[]
  onOpen: (signupId: string) => void
  children: (person: RollPerson) => ReactNode
}) {
  if (people.length === 0) return null
  return (
    <Section title={title} note={`${people.length} 位`} first>
      <Rows>
        {people.map((person) => (
          <View key={person.signupId} className="row">
            <Press
              className="flex g3 grow"
              label={`${person.name}，${rollWords(person)}，更多`}
              onPress={() => onOpen(person.signupId)}
            >
              <Avatar name={person.name} />
              <View className="row__main">
                <View className="row__title">
                  <Text>{person.name}</Text>
                </View>
                <View className="row__note num">
                  <Say>{`${rollWords(person)}${person.role === 'participant' ? '，来参加' : ''}`}</Say>
                </View>
              </View>
            </Press>
            {children(person)}
          </View>
        ))}
      </Rows>
    </Section>
  )
}

/** What is said of many, or may mean two things, is asked once more. */
function AskSheet({
  asked: { mark, people },
  sheet,
  isBusy,
  onTell,
  onClose,
}: {
  asked: Asked
  sheet: RollSheet
  isBusy: boolean
  onTell: (fromStart: boolean) => void
  onClose: () => void
}) {
  const who = people.length === 1 ? (people[0]?.name ?? '') : `${people.length} 位`
  if (mark === 'came') {
    return (
      <Sheet title={`${who}几点到的？`} line="时长从这时候算起。" onClose={onClose}>
        <Btn
          text={`${hourAt(sheet.startsAt)} 就在了`}
          kind="primary"
          size="l"
          wide
          isBusy={isBusy}
          onPress={() => onTell(true)}
        />
        <Btn text="刚到" size="l" wide isBusy={isBusy} onPress={() => onTell(false)} />
        <Btn text="先不点" kind="plain" wide onPress={onClose} />
      </Sheet>
    )
  }
  const isLeaving = mark === 'left'
  return (
    <Sheet
      title={isLeaving ? `${who}都走了？` : `${who}都没来？`}
      line={isLeaving ? '时长就记到现在。五分钟里还能撤回。' : '没来的不记时长，点错了可以撤回。'}
      onClose={onClose}
    >
      <Btn
        text={isLeaving ? '都走了' : '都没来'}
        kind={isLeaving ? 'primary' : 'danger'}
        size="l"
        wide
        isBusy={isBusy}
        onPress={() => onTell(false)}
      />
      <Btn text="先不点" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}
