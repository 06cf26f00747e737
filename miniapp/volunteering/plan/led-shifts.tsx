import { Text, View } from '@tarojs/components'
import type { LedShift, PlanView } from '../../../shared/volunteering/activities-contract.ts'
import { dayAndWeekday, timesOf } from '../../text/activities.ts'
import { Card, Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'

const mostShown = 12

/** The shifts that stand, with who has come forward; before publishing the days there will be. */
export function LedShifts({ view, onOpen }: { view: PlanView; onOpen?: (shift: LedShift) => void }) {
  const { shifts, days, plan } = view
  if (shifts.length === 0 && days.length > 0) {
    const taskOf = (lineId: string) => plan.shifts.filter((one) => one.lineId === lineId)[0]?.task ?? ''
    return (
      <Section title="班次" note={`${days.length} 班`}>
        <Card pad className="col g2">
          {days.slice(0, mostShown).map((day) => (
            <View key={`${day.lineId} ${day.startsAt}`} className="flex between g3 wrap">
              <Text>{`${dayAndWeekday(day.startsAt)} ${timesOf(day)}`}</Text>
              <Text className="quiet">{taskOf(day.lineId)}</Text>
            </View>
          ))}
          {days.length > mostShown ? <Text className="quiet">{`后面还有 ${days.length - mostShown} 班`}</Text> : null}
        </Card>
      </Section>
    )
  }
  if (shifts.length === 0) return null
  const now = new Date().toISOString()
  return (
    <Section title="班次" note={`${shifts.length} 班`}>
      <Rows>
        {shifts.map((shift) => {
          const isComing = shift.startsAt > now && !shift.cancelled
          return (
            <Row
              key={shift.shiftId}
              title={`${dayAndWeekday(shift.startsAt)} ${timesOf(shift)}`}
              note={noteOf(shift)}
              {...(shift.cancelled ? { end: <Pill text="取消了" icon="x" /> } : {})}
              onPress={isComing && onOpen !== undefined ? () => onOpen(shift) : undefined}
            />
          )
        })}
      </Rows>
    </Section>
  )
}

function noteOf({ task, taken, capacity, waiting, cancelled }: LedShift): string {
  if (cancelled) return task
  return `${task}，报了 ${taken} 人，共 ${capacity} 位${waiting === 0 ? '' : `，${waiting} 人候补`}`
}
