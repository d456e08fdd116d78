package io.siteswap.engine;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.springframework.context.ApplicationContext;

/**
 * What an expression in a model sees: variables, by their names the steps and what is {@link
 * SeenInModels}, and nothing else - no other bean, no environment, no class, and not the engine
 * itself.
 */
class StepExpressions extends SpringExpressionManager {
  StepExpressions(ApplicationContext beans) {
    super(beans, new Steps(beans));
  }

  @Override
  protected ELResolver createElResolver() {
    CompositeELResolver resolver = new CompositeELResolver();
    resolver.add(new NothingBehind());
    resolver.add(super.createElResolver());
    return resolver;
  }

  /** Makes a bean when it is asked for: the engine is there before its steps are. */
  private static final class Steps extends AbstractMap<Object, Object> {
    private final ApplicationContext beans;

    Steps(ApplicationContext beans) {
      this.beans = beans;
    }

    @Override
    public boolean containsKey(Object name) {
      return name instanceof String bean && beans.containsBean(bean) && isSeen(bean);
    }

    private boolean isSeen(String name) {
      return beans.isTypeMatch(name, JavaDelegate.class)
          || beans.findAnnotationOnBean(name, SeenInModels.class, false) != null;
    }

    @Override
    public Object get(Object name) {
      return containsKey(name) ? beans.getBean((String) name) : null;
    }

    @Override
    public Set<Map.Entry<Object, Object>> entrySet() {
      return Stream.of(beans.getBeanDefinitionNames())
          .filter(this::isSeen)
          .map(name -> Map.entry((Object) name, beans.getBean(name)))
          .collect(Collectors.toSet());
    }
  }

  /** Refuses the ways from a value to its class, and from an execution to the engine. */
  private static final class NothingBehind extends ELResolver {
    private static final Set<String> CLOSED =
        Set.of(
            "class",
            "getClass",
            "processEngineServices",
            "getProcessEngineServices",
            "processEngine",
            "getProcessEngine");

    @Override
    public Object getValue(ELContext context, Object base, Object property) {
      refuse(base, property);
      return null;
    }

    @Override
    public Object invoke(
        ELContext context, Object base, Object method, Class<?>[] types, Object[] parameters) {
      refuse(base, method);
      return null;
    }

    private static void refuse(Object base, Object name) {
      boolean isInside =
          base instanceof Class<?>
              || base instanceof ClassLoader
              || (base != null && base.getClass().getName().startsWith("java.lang.reflect."));
      if (isInside || (base != null && CLOSED.contains(String.valueOf(name)))) {
        throw new ELException("'%s' is nothing that an expression may see".formatted(name));
      }
    }

    @Override
    public Class<?> getType(ELContext context, Object base, Object property) {
      return null;
    }

    @Override
    public void setValue(ELContext context, Object base, Object property, Object value) {
      refuse(base, property);
    }

    @Override
    public boolean isReadOnly(ELContext context, Object base, Object property) {
      return true;
    }

    @Override
    public java.util.Iterator<java.beans.FeatureDescriptor> getFeatureDescriptors(
        ELContext context, Object base) {
      return null;
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext context, Object base) {
      return Object.class;
    }
  }
}
