import type { ServiceDraft } from '../../../../shared/booking/offering-schemas.ts'
import { newId } from '../../../client/new-id.ts'
import { Btn } from '../../../ui/btn.tsx'
import { Field, Switch } from '../../../ui/forms.tsx'
import { Card, Row, Section } from '../../../ui/layout.tsx'
import type { PartProps } from './typed.ts'

const most = 12

/** What to bring; of some a photo can be looked at before the visit, so that nobody comes in vain. */
export function Materials({ typed, put }: PartProps) {
  const { draft } = typed
  const { materials } = draft
  const set = (next: ServiceDraft['materials']) => put({ draft: { ...draft, materials: next } })
  const change = (place: number, more: Partial<(typeof materials)[number]>) =>
    set(materials.map((one, index) => (index === place ? { ...one, ...more } : one)))
  return (
    <Section title="要带什么">
      {materials.map((material, place) => (
        <Card key={material.materialId} pad className="col g3">
          <Field
            label={`第 ${place + 1} 样`}
            value={material.name}
            onInput={(name) => change(place, { name })}
            placeholder="身份证"
            maxLength={40}
          />
          <Field
            label="说明，没有就空着"
            value={material.note}
            onInput={(note) => change(place, { note })}
            placeholder="首页和本人那一页"
            maxLength={80}
          />
          <Row
            title="可以先拍照来看"
            note="来之前就知道行不行"
            regular
            end={
              <Switch
                label={`${material.name}可以先拍照来看`}
                isOn={material.precheck}
                onChange={(precheck) => change(place, { precheck })}
              />
            }
          />
          <Btn
            text="不用带"
            kind="plain"
            label={`${material.name}不用带`}
            onPress={() => set(materials.filter((_, index) => index !== place))}
          />
        </Card>
      ))}
      {materials.length >= most ? null : (
        <Btn
          text="加一样"
          kind="tint"
          wide
          icon="plus"
          onPress={() => set([...materials, { materialId: newId(), name: '', note: '', precheck: false }])}
        />
      )}
    </Section>
  )
}
