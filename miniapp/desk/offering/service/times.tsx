import { View } from '@tarojs/components'
import type { OpeningHours } from '../../../../shared/booking/plan.ts'
import type { ServiceDraft } from '../../../../shared/booking/offering-schemas.ts'
import { planWords } from '../../../text/offering.ts'
import { Field, Switch } from '../../../ui/forms.tsx'
import { Card, Row, Rows, Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/states.tsx'
import { WeekEditor } from '../week-editor.tsx'
import { WeekGrid } from '../week-grid.tsx'
import type { PartProps } from './typed.ts'

/** When: how long, on which days and hours, and at every moment what that means. */
export function Times({
  typed,
  put,
  service,
  openingHours,
  isWide,
}: PartProps & { service: ServiceDraft; openingHours: OpeningHours | null; isWide: boolean }) {
  const { draft } = typed
  const plan = (more: Partial<ServiceDraft['plan']>) => put({ draft: { ...draft, plan: { ...draft.plan, ...more } } })
  return (
    <Section title="什么时候" first={isWide}>
      <Notice text={planWords(service)} />
      <WeekGrid plan={service.plan} durationMinutes={service.durationMinutes} openingHours={openingHours} />
      <View className="t-small quiet">格子里是平常一周的时间。开门时间以外的不算。</View>
      <Card pad className="col g3">
        <View className="offering-pair">
          <Field
            label="一次几分钟"
            type="number"
            value={typed.minutes}
            onInput={(minutes) => put({ minutes })}
            maxLength={4}
            id="minutes"
          />
          <Field
            label="中间歇几分钟"
            type="number"
            value={typed.gap}
            onInput={(gap) => put({ gap })}
            maxLength={3}
            id="gap"
          />
        </View>
      </Card>
      <WeekEditor
        stretches={typed.week}
        onChange={(week) => put({ week })}
        withCapacity={draft.capacityKind === 'pooled'}
        addText="再加一段时间"
      />
      <Rows>
        <Row
          title="放假也办"
          note="春节、国庆这些天"
          regular
          end={
            <Switch
              label="放假也办"
              isOn={draft.plan.onHolidays === 'as_usual'}
              onChange={(isOn) => plan({ onHolidays: isOn ? 'as_usual' : 'closed' })}
            />
          }
        />
        <Row
          title="调休补班的周末也办"
          note="照旁边那个工作日的时间"
          regular
          end={
            <Switch
              label="调休补班的周末也办"
              isOn={draft.plan.onMakeUpDays === 'works'}
              onChange={(isOn) => plan({ onMakeUpDays: isOn ? 'works' : 'as_weekday_off' })}
            />
          }
        />
      </Rows>
    </Section>
  )
}
