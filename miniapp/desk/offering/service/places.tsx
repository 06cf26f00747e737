import { View } from '@tarojs/components'
import { Btn } from '../../../ui/btn.tsx'
import { Choice, Field, Segmented } from '../../../ui/forms.tsx'
import { Card, Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/states.tsx'
import type { OfferingData } from '../use-offering.ts'
import type { PartProps } from './typed.ts'

/** For how many: a number of places, or one after the other with what each booking takes up. */
export function PlacesPart({ typed, put, data }: PartProps & { data: OfferingData }) {
  const { draft } = typed
  const isPooled = draft.capacityKind === 'pooled'
  return (
    <Section title="一次几位">
      <Segmented
        label="一次几位"
        options={[
          { value: 'exclusive', text: '一位一位来' },
          { value: 'pooled', text: '一场好多位' },
        ]}
        value={draft.capacityKind}
        onChange={(capacityKind) => put({ draft: { ...draft, capacityKind } })}
      />
      {isPooled ? (
        <Card pad className="col g3">
          <Field
            label="一场几位"
            type="number"
            value={typed.capacity}
            onInput={(capacity) => put({ capacity })}
            maxLength={3}
            id="capacity"
          />
          <Field
            label="给 70 岁以上、残疾人和电话预约的留几位"
            type="number"
            value={typed.reserved}
            onInput={(reserved) => put({ reserved })}
            maxLength={3}
          />
          <Notice text="留的名额，到前一天这个时候放给所有人。" />
        </Card>
      ) : (
        <Needs typed={typed} put={put} data={data} />
      )}
    </Section>
  )
}

function Needs({ typed, put, data }: PartProps & { data: OfferingData }) {
  const { draft } = typed
  const needs = draft.needs.length === 0 ? [[]] : draft.needs
  const set = (next: readonly (readonly string[])[]) =>
    put({ draft: { ...draft, needs: next.map((need) => [...need]) } })
  const there = data.resources.filter(({ isWithdrawn }) => !isWithdrawn)
  if (there.length === 0) return <Notice kind="warn" text="还没有窗口、房间和人。先回去加上，再来选。" />
  return (
    <View className="col g3">
      {needs.map((need, place) => (
        <View key={place} className="col g2">
          <View className="t-small quiet">
            {place === 0 ? '要用到谁，或者哪一个。勾几个，就用其中空着的一个' : '同时还要用到'}
          </View>
          <View className="offering-choices">
            {there.map(({ resourceId, name, units }) => {
              const isOn = need.indexOf(resourceId) !== -1
              const next = isOn ? need.filter((one) => one !== resourceId) : [...need, resourceId]
              return (
                <Choice
                  key={resourceId}
                  many
                  title={name}
                  {...(units > 1 ? { note: `${units} 个` } : {})}
                  isOn={isOn}
                  onPress={() => set(needs.map((one, index) => (index === place ? next : one)))}
                />
              )
            })}
          </View>
        </View>
      ))}
      {needs.length >= 6 ? null : <Btn text="同时还要用到别的" kind="plain" wide onPress={() => set([...needs, []])} />}
    </View>
  )
}
