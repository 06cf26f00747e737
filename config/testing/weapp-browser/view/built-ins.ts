import type { MiniProgramEnv } from 'glass-easel-miniprogram-adapter'

/** What this file uses of a glass-easel component instance. */
interface BuiltIn {
  data: Record<string, unknown>
  triggerEvent: (type: string, detail: object, options: object) => void
  getBackendElement?: () => ElementWithComponent
  $$?: ElementWithComponent
  sync?: (name: string, value: unknown) => void
}
type ElementWithComponent = HTMLElement & { component?: BuiltIn }
type Attach = (component: BuiltIn, element: ElementWithComponent) => void

const accessibility = {
  hidden: '',
  ariaLabel: 'aria-label',
  ariaRole: 'role',
  ariaHidden: 'aria-hidden',
  ariaChecked: 'aria-checked',
  ariaSelected: 'aria-selected',
  ariaDisabled: 'aria-disabled',
}

function emit(component: BuiltIn, type: string, detail: object) {
  component.triggerEvent(type, detail, { bubbles: false, composed: false })
}

const attachField: Attach = (component, element) => {
  const inner = element.querySelector<HTMLInputElement>('.wx-inner')
  if (!inner) return
  const write = (value: unknown) => {
    const text = typeof value === 'string' ? value : ''
    if (inner.value !== text) inner.value = text
  }
  component.sync = (name, value) => {
    if (name === 'value') write(value)
  }
  write(component.data['value'])
  for (const type of ['input', 'focus', 'blur']) {
    inner.addEventListener(type, (event) => {
      event.stopPropagation()
      emit(component, type, { value: inner.value, cursor: inner.selectionStart })
    })
  }
  inner.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') emit(component, 'confirm', { value: inner.value })
  })
  inner.addEventListener('change', (event) => event.stopPropagation())
}

const attachSwitch: Attach = (component, element) => {
  const inner = element.querySelector<HTMLInputElement>('.wx-inner')
  if (!inner) return
  component.sync = (name, value) => {
    if (name === 'checked') inner.checked = value === true
  }
  inner.checked = component.data['checked'] === true
  inner.addEventListener('change', (event) => {
    event.stopPropagation()
    emit(component, 'change', { value: inner.checked })
  })
}

const attachButton: Attach = (component, element) => {
  element.addEventListener('click', () => {
    if (component.data['openType'] !== 'getPhoneNumber') return
    void window.__phoneCode().then((code) => emit(component, 'getphonenumber', { code, errMsg: 'getPhoneNumber:ok' }))
  })
}

const attachScroll: Attach = (component, element) => {
  element.addEventListener('scroll', () =>
    emit(component, 'scroll', { scrollTop: element.scrollTop, scrollLeft: element.scrollLeft }),
  )
}

interface Kind {
  names: readonly string[]
  properties?: Record<string, unknown>
  template?: string
  attach?: Attach
}

const field = { value: '', placeholder: '', maxlength: 140, disabled: false }
const kinds: readonly Kind[] = [
  {
    names: ['view', 'text', 'label', 'form', 'navigator', 'rich-text', 'cover-view', 'root-portal', 'page-meta'],
    properties: { hoverClass: '' },
  },
  { names: ['swiper', 'swiper-item', 'icon', 'progress', 'slider', 'video', 'map', 'canvas', 'web-view'] },
  { names: ['movable-view', 'movable-area', 'match-media', 'checkbox-group', 'radio-group'] },
  { names: ['scroll-view'], properties: { scrollX: false, scrollY: false, scrollTop: 0 }, attach: attachScroll },
  {
    names: ['button'],
    properties: { disabled: false, openType: '', formType: '', loading: false, size: '', type: '' },
    template: 'button',
    attach: attachButton,
  },
  { names: ['input'], properties: { ...field, type: 'text', password: false }, template: 'input', attach: attachField },
  { names: ['textarea'], properties: field, template: 'textarea', attach: attachField },
  { names: ['image'], properties: { src: '', mode: '' }, template: 'image' },
  { names: ['switch'], properties: { checked: false, disabled: false }, template: 'check', attach: attachSwitch },
]

function apply(component: BuiltIn, name: string, value: unknown) {
  const element = component.getBackendElement?.() ?? component.$$
  if (!element) return
  const attribute = accessibility[name as keyof typeof accessibility]
  if (name === 'hidden') element.style.display = value ? 'none' : ''
  else if (attribute !== undefined) {
    if (typeof value === 'boolean' || (typeof value === 'string' && value !== '')) {
      element.setAttribute(attribute, String(value))
    } else element.removeAttribute(attribute)
  } else if (name === 'disabled') element.firstElementChild?.toggleAttribute('disabled', value === true)
  else component.sync?.(name, value)
}

/** Stand-ins for WeChat's native elements, defined as real glass-easel components: `wx-view`, `wx-button` … */
export function defineBuiltIns(environment: MiniProgramEnv): Map<string, unknown> {
  const space = environment.getGlobalCodeSpace().getComponentSpace()
  const definitions = new Map<string, unknown>()
  for (const { names, properties = {}, template = 'slot', attach } of kinds) {
    for (const name of names) {
      const definition = space
        .define(`builtin/${name}`)
        .options({
          hostNodeTagName: `wx-${name}`,
          virtualHost: false,
          idPrefixGenerator: null,
          writeIdToDOM: true,
        })
        .template({
          groupList: window.__BUILT_INS,
          content: window.__BUILT_INS[template],
          fallbackListenerOnNativeNode: true,
        })
      const all: Record<string, unknown> = {
        ...Object.fromEntries(Object.keys(accessibility).map((key) => [key, null])),
        ...properties,
      }
      for (const [key, value] of Object.entries(all)) {
        definition.property(key, {
          type: null,
          value,
          observer(this: BuiltIn, next: unknown) {
            apply(this, key, next)
          },
        } as never)
      }
      definition.lifetime('attached', function attached(this: unknown) {
        const component = this as BuiltIn
        const element = component.getBackendElement?.() ?? component.$$
        if (!element) return
        element.component = component
        attach?.(component, element)
      })
      definitions.set(`wx-${name}`, definition.registerComponent())
    }
  }
  return definitions
}
