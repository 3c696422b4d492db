package dev.bifrost.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An object that was built here; its values may be slices of documents.
final class ListObj extends Obj {
  static final Obj EMPTY = new ListObj(List.of());

  private final List<Member> members;

  ListObj(List<Member> members) {
    this.members = List.copyOf(members);
  }

  @Override
  public @Nullable Json get(String name) {
    for (int i = members.size() - 1; i >= 0; i--) {
      if (members.get(i).key().is(name)) {
        return members.get(i).value();
      }
    }
    return null;
  }

  @Override
  public List<Member> members() {
    return members;
  }

  @Override
  public boolean isEmpty() {
    return members.isEmpty();
  }

  @Override
  public void writeTo(Bytes out) {
    out.put('{');
    boolean first = true;
    for (Member member : members) {
      if (!first) {
        out.put(',');
      }
      first = false;
      member.key().writeTo(out);
      out.put(':');
      member.value().writeTo(out);
    }
    out.put('}');
  }
}
