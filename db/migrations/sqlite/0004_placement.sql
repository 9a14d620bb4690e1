CREATE TABLE `placement_appeals` (
	`id` text PRIMARY KEY NOT NULL,
	`round_id` text NOT NULL,
	`candidate_id` text NOT NULL,
	`text` text NOT NULL,
	`status` text NOT NULL,
	`answer` text,
	`created_at` integer NOT NULL,
	`decided_at` integer,
	`decided_by` text,
	FOREIGN KEY (`round_id`) REFERENCES `placement_rounds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`candidate_id`) REFERENCES `placement_candidates`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `placement_appeals_round_idx` ON `placement_appeals` (`round_id`,`id`);--> statement-breakpoint
CREATE INDEX `placement_appeals_candidate_idx` ON `placement_appeals` (`candidate_id`,`id`);--> statement-breakpoint
CREATE TABLE `placement_candidates` (
	`id` text PRIMARY KEY NOT NULL,
	`round_id` text NOT NULL,
	`school_id` text NOT NULL,
	`number` text NOT NULL,
	`major_code` text NOT NULL,
	`code_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`wished_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`round_id`) REFERENCES `placement_rounds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `placement_candidates_key_idx` ON `placement_candidates` (`round_id`,`school_id`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `placement_candidates_code_idx` ON `placement_candidates` (`code_hash`);--> statement-breakpoint
CREATE INDEX `placement_candidates_major_idx` ON `placement_candidates` (`round_id`,`major_code`,`id`);--> statement-breakpoint
CREATE TABLE `placement_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`round_id` text NOT NULL,
	`candidate_id` text NOT NULL,
	`from_post_id` text,
	`to_post_id` text,
	`reason` text NOT NULL,
	`verification` text NOT NULL,
	`changed_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`round_id`) REFERENCES `placement_rounds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`candidate_id`) REFERENCES `placement_candidates`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`from_post_id`) REFERENCES `placement_posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_post_id`) REFERENCES `placement_posts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `placement_changes_round_idx` ON `placement_changes` (`round_id`,`id`);--> statement-breakpoint
CREATE TABLE `placement_choices` (
	`candidate_id` text NOT NULL,
	`place` integer NOT NULL,
	`post_id` text NOT NULL,
	PRIMARY KEY(`candidate_id`, `place`),
	FOREIGN KEY (`candidate_id`) REFERENCES `placement_candidates`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`post_id`) REFERENCES `placement_posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `placement_choices_post_idx` ON `placement_choices` (`post_id`,`candidate_id`);--> statement-breakpoint
CREATE TABLE `placement_closings` (
	`round_id` text NOT NULL,
	`post_id` text PRIMARY KEY NOT NULL,
	`no` integer NOT NULL,
	`held` integer NOT NULL,
	`wished_by` text NOT NULL,
	FOREIGN KEY (`round_id`) REFERENCES `placement_rounds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`post_id`) REFERENCES `placement_posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `placement_closings_round_idx` ON `placement_closings` (`round_id`,`no`);--> statement-breakpoint
CREATE TABLE `placement_outcomes` (
	`candidate_id` text PRIMARY KEY NOT NULL,
	`round_id` text NOT NULL,
	`post_id` text,
	`choice` integer,
	`missed` text NOT NULL,
	`by_hand` integer NOT NULL,
	FOREIGN KEY (`candidate_id`) REFERENCES `placement_candidates`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`round_id`) REFERENCES `placement_rounds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`post_id`) REFERENCES `placement_posts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `placement_outcomes_post_idx` ON `placement_outcomes` (`post_id`);--> statement-breakpoint
CREATE INDEX `placement_outcomes_round_idx` ON `placement_outcomes` (`round_id`);--> statement-breakpoint
CREATE TABLE `placement_post_majors` (
	`post_id` text NOT NULL,
	`major_code` text NOT NULL,
	PRIMARY KEY(`post_id`, `major_code`),
	FOREIGN KEY (`post_id`) REFERENCES `placement_posts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `placement_posts` (
	`id` text PRIMARY KEY NOT NULL,
	`round_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`title` text NOT NULL,
	`capacity` integer NOT NULL,
	`minimum` integer NOT NULL,
	`level` text,
	`unranked` text NOT NULL,
	`created_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`round_id`) REFERENCES `placement_rounds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `placement_posts_key_idx` ON `placement_posts` (`round_id`,`organisation_id`,`title`);--> statement-breakpoint
CREATE INDEX `placement_posts_organisation_idx` ON `placement_posts` (`organisation_id`,`id`);--> statement-breakpoint
CREATE TABLE `placement_rankings` (
	`post_id` text NOT NULL,
	`candidate_id` text NOT NULL,
	`place` integer,
	PRIMARY KEY(`post_id`, `candidate_id`),
	FOREIGN KEY (`post_id`) REFERENCES `placement_posts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`candidate_id`) REFERENCES `placement_candidates`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `placement_rankings_candidate_idx` ON `placement_rankings` (`candidate_id`);--> statement-breakpoint
CREATE TABLE `placement_rounds` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`proposing` text NOT NULL,
	`seed` text NOT NULL,
	`max_choices` integer NOT NULL,
	`status` text NOT NULL,
	`entries` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`opened_at` integer,
	`closed_at` integer,
	`published_at` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`lease_until` integer,
	`verification` text
);
--> statement-breakpoint
CREATE INDEX `placement_rounds_status_idx` ON `placement_rounds` (`status`,`id`);--> statement-breakpoint
CREATE TABLE `placement_sessions` (
	`secret_hash` text PRIMARY KEY NOT NULL,
	`candidate_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`candidate_id`) REFERENCES `placement_candidates`(`id`) ON UPDATE no action ON DELETE cascade
);
