package io.siteswap.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;

/**
 * Makes a Java process believe that the clock of its machine is ahead: an agent that adds the error
 * wherever Java's own classes, or any others, ask what time it is. It reads the bytes of classes
 * with what Siteswap has in its class path anyway.
 */
public final class WrongClock {
  private WrongClock() {}

  /** Java's options for a process whose clock is ahead. */
  static List<String> ahead(Duration error, Path folder) {
    return List.of("-javaagent:%s=%d".formatted(agent(folder), error.toSeconds()));
  }

  private static Path agent(Path folder) {
    Path jar = folder.resolve("wrong-clock.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", WrongClock.class.getName());
    manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream classes = new JarOutputStream(file, manifest)) {
      for (Class<?> one :
          List.of(WrongClock.class, Shift.class, Shift.Methods.class, Shift.Calls.class)) {
        String name = one.getName().replace('.', '/') + ".class";
        classes.putNextEntry(new JarEntry(name));
        try (InputStream bytes = one.getClassLoader().getResourceAsStream(name)) {
          bytes.transferTo(classes);
        }
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void premain(String seconds, Instrumentation java)
      throws UnmodifiableClassException {
    java.addTransformer(new Shift(Duration.ofSeconds(Long.parseLong(seconds))), true);
    java.retransformClasses(Date.class, Clock.class);
  }

  /** Adds to what the two calls return by which Java learns the time. */
  static final class Shift implements ClassFileTransformer {
    private static final String MILLIS = "currentTimeMillis";
    private static final String NANOS = "getNanoTimeAdjustment";

    private final Duration error;

    Shift(Duration error) {
      this.error = error;
    }

    @Override
    public byte[] transform(
        ClassLoader loader, String name, Class<?> known, ProtectionDomain domain, byte[] bytes) {
      String text = new String(bytes, ISO_8859_1);
      if (!text.contains(MILLIS) && !text.contains(NANOS)) {
        return null;
      }
      ClassWriter written = new ClassWriter(0);
      new ClassReader(bytes).accept(new Methods(written, error), 0);
      return written.toByteArray();
    }

    /** The methods of one class. */
    static final class Methods extends ClassVisitor {
      private final Duration error;

      Methods(ClassVisitor next, Duration error) {
        super(Opcodes.ASM9, next);
        this.error = error;
      }

      @Override
      public MethodVisitor visitMethod(
          int access, String method, String type, String generic, String[] thrown) {
        return new Calls(super.visitMethod(access, method, type, generic, thrown), error);
      }
    }

    /** The calls of one method. */
    static final class Calls extends MethodVisitor {
      private final Duration error;

      Calls(MethodVisitor next, Duration error) {
        super(Opcodes.ASM9, next);
        this.error = error;
      }

      @Override
      public void visitMethodInsn(
          int code, String owner, String name, String type, boolean ofInterface) {
        super.visitMethodInsn(code, owner, name, type, ofInterface);
        if (owner.equals("java/lang/System") && name.equals(MILLIS)) {
          add(error.toMillis());
        } else if (owner.equals("jdk/internal/misc/VM") && name.equals(NANOS)) {
          add(error.toNanos());
        }
      }

      private void add(long amount) {
        visitLdcInsn(amount);
        visitInsn(Opcodes.LADD);
      }

      @Override
      public void visitMaxs(int stack, int locals) {
        super.visitMaxs(stack + 2, locals);
      }
    }
  }
}
