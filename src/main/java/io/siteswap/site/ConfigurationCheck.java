package io.siteswap.site;

/**
 * Refuses a configuration that cannot work, before the database is touched: a mistake is said
 * within seconds and leaves nothing behind. Throws {@link WrongConfiguration}.
 */
public interface ConfigurationCheck {
  void check();
}
